package dev.mynah.tls;

import java.time.Duration;
import java.time.Instant;

/** What there is to say about the dates of a certificate. */
public enum CertificateDates {
    GOOD,
    /** Not good yet; the clock may be wrong. */
    EARLY,
    /** Good, but not for long. */
    ENDING,
    EXPIRED;

    /** When to begin to warn; programs that renew act a month before the end. */
    private static final Duration NOTICE = Duration.ofDays(14);

    /** How they are at this time. */
    public static CertificateDates of(ServerCertificate certificate, Instant now) {
        if (now.isBefore(certificate.begins())) {
            return EARLY;
        }
        Duration left = Duration.between(now, certificate.ends());
        if (left.isNegative()) {
            return EXPIRED;
        }
        return left.compareTo(NOTICE) < 0 ? ENDING : GOOD;
    }
}
