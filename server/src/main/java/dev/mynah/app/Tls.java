package dev.mynah.app;

import dev.mynah.config.TlsSettings;
import dev.mynah.support.Scheduler;
import dev.mynah.tls.CertificateFiles;
import dev.mynah.tls.CertificateWatch;
import dev.mynah.tls.CurrentCertificate;
import dev.mynah.tls.UnusableCertificateException;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/** The server's certificate while it runs: taken up anew when its files change. Closed once. */
final class Tls implements AutoCloseable {
    private static final Duration LOOK_EVERY = Duration.ofSeconds(5);

    private final TlsSettings settings;
    private final CurrentCertificate current;
    private final CertificateWatch watch;
    private final Repeated looks;

    private Tls(TlsSettings settings, CurrentCertificate current, Scheduler scheduler, InstantSource clock) {
        this.settings = settings;
        this.current = current;
        this.watch = new CertificateWatch(files(settings), current, clock);
        this.looks = Repeated.every(LOOK_EVERY, scheduler, "looking at the certificate", this::look);
    }

    /**
     * Reads the certificate.
     *
     * @throws UnusableCertificateException when it cannot be used
     */
    static Tls open(TlsSettings settings, Scheduler scheduler, InstantSource clock, MeterRegistry metrics)
            throws UnusableCertificateException {
        CurrentCertificate first = new CurrentCertificate(files(settings).read());
        metrics.gauge("mynah.tls.certificate.seconds.left", first, current -> Duration.between(
                        clock.instant(), current.certificate().ends())
                .toSeconds());
        return new Tls(settings, first, scheduler, clock);
    }

    private static CertificateFiles files(TlsSettings settings) {
        return new CertificateFiles(settings.certificate(), settings.key());
    }

    CurrentCertificate certificate() {
        return current;
    }

    List<Integer> ports() {
        return settings.ports();
    }

    boolean hsts() {
        return settings.hsts();
    }

    /** Looks at the files now, as it does by itself every few seconds. */
    synchronized void look() {
        watch.look();
    }

    @Override
    public void close() {
        looks.close();
    }
}
