package dev.mynah.doctor;

import dev.mynah.config.HttpSettings;
import dev.mynah.config.TlsSettings;
import dev.mynah.tls.CertificateFiles;
import dev.mynah.tls.CertificateWatch;
import dev.mynah.tls.ServerCertificate;
import dev.mynah.tls.UnusableCertificateException;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/** Whether the certificate can be used, how long, for which names and by whom. */
record TlsCheck(HttpSettings http, InstantSource clock) implements Check {
    private static final String SUBJECT = "TLS";

    @Override
    public List<Finding> findings() {
        TlsSettings tls = http.tls();
        if (tls == null) {
            return List.of(Finding.ok(SUBJECT, "off; ./mynah tls init makes a certificate for your network"));
        }
        try {
            return of(new CertificateFiles(tls.certificate(), tls.key()).read());
        } catch (UnusableCertificateException unusable) {
            return List.of(Finding.fail(SUBJECT, String.valueOf(unusable.getMessage())));
        }
    }

    private List<Finding> of(ServerCertificate certificate) {
        List<Finding> findings = new ArrayList<>();
        findings.add(dates(certificate));
        URI publicUrl = http.publicUrl();
        if (publicUrl != null && publicUrl.getScheme().equals("https") && !certificate.isFor(publicUrl.getHost())) {
            findings.add(Finding.fail(
                    SUBJECT,
                    "the certificate is for %s, but http.public-url says %s"
                            .formatted(String.join(", ", certificate.names()), publicUrl.getHost())));
        }
        if (certificate.selfMade()) {
            findings.add(Finding.warn(
                    SUBJECT,
                    "the certificate is of an authority of your own: stock firmware on Wi-Fi trusts public ones only and"
                            + " goes on using the plain ports; browsers must import the authority"));
        }
        return findings;
    }

    private Finding dates(ServerCertificate certificate) {
        String state = CertificateWatch.state(certificate, clock.instant());
        if (state.isEmpty()) {
            return Finding.ok(
                    SUBJECT,
                    "the certificate is for %s, good until %s"
                            .formatted(String.join(", ", certificate.names()), certificate.ends()));
        }
        boolean useless = certificate.ends().isBefore(clock.instant())
                || certificate.begins().isAfter(clock.instant());
        return useless
                ? Finding.fail(SUBJECT, "the certificate " + state)
                : Finding.warn(SUBJECT, "the certificate " + state);
    }
}
