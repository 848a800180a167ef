package dev.mynah.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.config.HttpSettings;
import dev.mynah.config.TlsSettings;
import dev.mynah.testing.TestCertificates;
import dev.mynah.tls.Authority;
import dev.mynah.tls.CertificateFiles;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsCheckTest {
    @TempDir
    Path directory;

    private final Authority authority = TestCertificates.authority();

    @Test
    void without_tls_it_says_how_to_get_it() {
        assertThat(findings(null, null)).singleElement().asString().contains("OK", "./mynah tls init");
    }

    @Test
    void a_good_certificate_of_ones_own_is_good_for_some() {
        CertificateFiles files = TestCertificates.write(directory, TestCertificates.of(authority));
        assertThat(findings(files, null))
                .extracting(Finding::level)
                .containsExactly(Finding.Level.OK, Finding.Level.WARN);
        assertThat(findings(files, null).getLast().text()).contains("stock firmware on Wi-Fi trusts public ones only");
    }

    @Test
    void a_certificate_that_ends_is_noticed_before_and_after() {
        CertificateFiles files =
                TestCertificates.write(directory, TestCertificates.of(authority, Duration.ofDays(810)));
        assertThat(findings(files, null).getFirst().toString())
                .startsWith("WARN")
                .contains("ends in 9 days");
        files = TestCertificates.write(directory, TestCertificates.of(authority, Duration.ofDays(900)));
        assertThat(findings(files, null).getFirst().toString())
                .startsWith("FAIL")
                .contains("has expired");
    }

    @Test
    void a_name_that_devices_are_told_must_be_in_the_certificate() {
        CertificateFiles files = TestCertificates.write(directory, TestCertificates.of(authority));
        assertThat(findings(files, "https://localhost/")).hasSize(2);
        assertThat(findings(files, "https://voice.example/"))
                .anyMatch(finding -> finding.level() == Finding.Level.FAIL
                        && finding.text().contains("http.public-url says voice.example"));
    }

    @Test
    void what_cannot_be_used_is_said() {
        CertificateFiles files = TestCertificates.write(
                directory,
                TestCertificates.of(authority).chain(),
                TestCertificates.of(authority).key());
        assertThat(findings(files, null))
                .singleElement()
                .asString()
                .startsWith("FAIL")
                .contains("is not the key");
    }

    private static List<Finding> findings(@Nullable CertificateFiles files, @Nullable String publicUrl) {
        TlsSettings tls =
                files == null ? null : new TlsSettings(files.certificate(), files.key(), List.of(8443), false);
        HttpSettings http = new HttpSettings(
                "0.0.0.0", List.of(8000), publicUrl == null ? null : URI.create(publicUrl), List.of(), tls);
        return new TlsCheck(http, InstantSource.system()).findings();
    }
}
