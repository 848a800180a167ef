package dev.mynah.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.testing.TestCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that are renewed while the server runs. */
class CertificateWatchTest {
    @TempDir
    Path directory;

    private final Authority authority = TestCertificates.authority();
    private final ServerCertificate first = TestCertificates.of(authority);
    private final ServerCertificate second = TestCertificates.of(authority);
    private final CurrentCertificate current = new CurrentCertificate(first);

    @BeforeEach
    void the_server_has_started() {
        TestCertificates.write(directory, first);
    }

    /** A watch that has seen what there is. */
    private CertificateWatch watch() {
        CertificateFiles files = new CertificateFiles(directory.resolve("server.pem"), directory.resolve("server.key"));
        CertificateWatch watch = new CertificateWatch(files, current, InstantSource.system());
        watch.look();
        watch.look();
        return watch;
    }

    @Test
    void a_new_certificate_is_taken_up_once_it_is_written() {
        CertificateWatch watch = watch();
        TestCertificates.write(directory, second);
        watch.look();
        assertThat(current.certificate().own()).as("it may be half written").isEqualTo(first.own());
        watch.look();
        assertThat(current.certificate().own()).isEqualTo(second.own());
    }

    @Test
    void a_certificate_that_is_there_before_its_key_waits_for_it() {
        CertificateWatch watch = watch();
        TestCertificates.write(directory, second.chain(), first.key());
        watch.look();
        watch.look();
        watch.look();
        assertThat(current.certificate().own()).isEqualTo(first.own());
        TestCertificates.write(directory, second);
        watch.look();
        watch.look();
        assertThat(current.certificate().own()).isEqualTo(second.own());
    }

    @Test
    void files_that_break_or_go_change_nothing() throws IOException {
        CertificateWatch watch = watch();
        Files.writeString(directory.resolve("server.pem"), "broken");
        watch.look();
        watch.look();
        assertThat(current.certificate().own()).isEqualTo(first.own());
        Files.delete(directory.resolve("server.pem"));
        watch.look();
        watch.look();
        assertThat(current.certificate().own()).isEqualTo(first.own());
        TestCertificates.write(directory, second);
        watch.look();
        watch.look();
        assertThat(current.certificate().own()).isEqualTo(second.own());
    }

    @Test
    void a_handshake_that_began_before_ends_with_what_it_began_with() {
        CertificateWatch watch = watch();
        String alias = current.chooseEngineServerAlias("EC", null, null);
        TestCertificates.write(directory, second);
        watch.look();
        watch.look();
        assertThat(current.getCertificateChain(alias)).startsWith(first.own());
        assertThat(current.getPrivateKey(alias)).isEqualTo(first.key());
        String next = current.chooseEngineServerAlias("EC", null, null);
        assertThat(current.getCertificateChain(next)).startsWith(second.own());
    }

    @Test
    void a_certificate_of_another_kind_of_key_is_offered_for_that_kind() {
        CertificateWatch watch = watch();
        assertThat(current.chooseEngineServerAlias("RSA", null, null)).isNull();
        TestCertificates.write(
                directory, TestCertificates.selfSigned(TestCertificates.keys("RSA", 2048), "SHA256withRSA"));
        watch.look();
        watch.look();
        assertThat(current.chooseEngineServerAlias("RSA", null, null)).isNotNull();
        assertThat(current.chooseEngineServerAlias("EC", null, null)).isNull();
    }
}
