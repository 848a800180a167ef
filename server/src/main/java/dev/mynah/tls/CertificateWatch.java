package dev.mynah.tls;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up a new certificate when its files change, and says in good time when the present one ends. What cannot be used
 * changes nothing. To be called again and again by one thread at a time, which may block.
 */
public final class CertificateWatch {
    private static final Logger log = LoggerFactory.getLogger(CertificateWatch.class);
    private static final Duration REMIND = Duration.ofHours(24);

    private final CertificateFiles files;
    private final CurrentCertificate current;
    private final InstantSource clock;
    private CertificateFiles.@Nullable Content seen;
    private CertificateFiles.@Nullable Content decided;
    private @Nullable Instant reminded;
    private String trouble = "";

    public CertificateWatch(CertificateFiles files, CurrentCertificate current, InstantSource clock) {
        this.files = files;
        this.current = current;
        this.clock = clock;
    }

    /**
     * Looks at the files. They are taken up when two looks in a row saw the same: whoever renews them writes one after the
     * other.
     */
    public void look() {
        try {
            CertificateFiles.Content content = files.content();
            boolean settled = seen != null && content.same(seen);
            seen = content;
            if (settled && (decided == null || !content.same(decided))) {
                decided = content;
                trouble = "";
                takeUp(files.read(content));
            }
        } catch (UnusableCertificateException e) {
            tell(String.valueOf(e.getMessage()));
        }
        remind();
    }

    private void takeUp(ServerCertificate read) {
        if (!read.chain().equals(current.certificate().chain())) {
            current.replace(read);
            log.info("New connections are shown another certificate, good until {}", read.ends());
        }
    }

    private void tell(String message) {
        if (!trouble.equals(message)) {
            trouble = message;
            log.error("The certificate in use stays, because the new one cannot be used: {}", message);
        }
    }

    private void remind() {
        Instant now = clock.instant();
        if (reminded != null && now.isBefore(reminded.plus(REMIND))) {
            return;
        }
        String state = state(current.certificate(), now);
        if (!state.isEmpty()) {
            reminded = now;
            log.warn("The TLS certificate {} {}", files.certificate(), state);
        }
    }

    /** What there is to say about the dates, completing a sentence; empty when nothing. */
    static String state(ServerCertificate certificate, Instant now) {
        return switch (CertificateDates.of(certificate, now)) {
            case GOOD -> "";
            case EARLY -> "is good only from " + certificate.begins() + " on; is the clock right?";
            case EXPIRED -> "has expired at " + certificate.ends() + "; browsers and devices that verify refuse it";
            case ENDING ->
                "ends in " + Duration.between(now, certificate.ends()).toDays() + " days, at " + certificate.ends();
        };
    }
}
