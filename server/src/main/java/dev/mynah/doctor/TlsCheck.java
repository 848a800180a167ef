package dev.mynah.doctor;

import dev.mynah.config.HttpSettings;
import dev.mynah.config.TlsSettings;
import dev.mynah.tls.CertificateDates;
import dev.mynah.tls.CertificateFiles;
import dev.mynah.tls.ServerCertificate;
import dev.mynah.tls.UnusableCertificateException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whether the certificate can be used, how long, for which names and by whom. */
record TlsCheck(HttpSettings http, InstantSource clock) implements Check {
    @Override
    public List<Finding> findings() {
        TlsSettings tls = http.tls();
        if (tls == null) {
            return List.of(Diagnosis.TLS_OFF.found());
        }
        try {
            return of(new CertificateFiles(tls.certificate(), tls.key()).read());
        } catch (UnusableCertificateException unusable) {
            return List.of(Diagnosis.TLS_UNUSABLE.found(Map.of("reason", String.valueOf(unusable.getMessage()))));
        }
    }

    private List<Finding> of(ServerCertificate certificate) {
        List<Finding> findings = new ArrayList<>();
        findings.add(dates(certificate));
        URI publicUrl = http.publicUrl();
        if (publicUrl != null && publicUrl.getScheme().equals("https") && !certificate.isFor(publicUrl.getHost())) {
            findings.add(Diagnosis.TLS_OTHER_NAME.found(
                    Map.of("names", String.join(", ", certificate.names()), "host", publicUrl.getHost())));
        }
        if (certificate.selfMade()) {
            findings.add(Diagnosis.TLS_OWN_AUTHORITY.found());
        }
        return findings;
    }

    private Finding dates(ServerCertificate certificate) {
        Instant now = clock.instant();
        return switch (CertificateDates.of(certificate, now)) {
            case GOOD ->
                Diagnosis.TLS_FINE.found(
                        Map.of("names", String.join(", ", certificate.names()), "ends", certificate.ends()));
            case EARLY -> Diagnosis.TLS_EARLY.found(Map.of("begins", certificate.begins()));
            case EXPIRED -> Diagnosis.TLS_EXPIRED.found(Map.of("ends", certificate.ends()));
            case ENDING ->
                Diagnosis.TLS_ENDING.found(
                        Map.of("days", Duration.between(now, certificate.ends()).toDays(), "ends", certificate.ends()));
        };
    }
}
