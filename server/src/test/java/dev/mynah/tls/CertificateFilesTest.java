package dev.mynah.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.testing.TestCertificates;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcePEMEncryptorBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which certificates and keys a server starts with, and what is said of the others. */
class CertificateFilesTest {
    @TempDir
    Path directory;

    private final Authority authority = TestCertificates.authority();

    @Test
    void keys_are_read_in_the_old_forms_and_in_the_new() throws Exception {
        ServerCertificate curve = TestCertificates.of(authority);
        ServerCertificate rsa = TestCertificates.selfSigned(TestCertificates.keys("RSA", 2048), "SHA256withRSA");
        for (ServerCertificate certificate : List.of(curve, rsa)) {
            CertificateFiles files = TestCertificates.write(directory, certificate);
            assertThat(Files.readString(files.key())).containsPattern("BEGIN (EC|RSA) PRIVATE KEY");
            assertThat(files.read().chain()).isEqualTo(certificate.chain());
            String modern = "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder().encodeToString(certificate.key().getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
            Files.writeString(files.key(), modern);
            assertThat(files.read().key()).isEqualTo(certificate.key());
        }
    }

    @Test
    void a_key_of_another_certificate_is_named() {
        ServerCertificate certificate = TestCertificates.of(authority);
        CertificateFiles files = TestCertificates.write(
                directory, certificate.chain(), TestCertificates.of(authority).key());
        assertRefused(files, "server.key is not the key of the first certificate in");
        CertificateFiles otherKind = TestCertificates.write(
                directory,
                certificate.chain(),
                TestCertificates.keys("RSA", 2048).getPrivate());
        assertRefused(otherKind, "server.key is not the key of the first certificate in");
    }

    @Test
    void a_short_key_is_refused() {
        KeyPair weak = TestCertificates.keys("RSA", 1024);
        assertRefused(
                TestCertificates.write(directory, TestCertificates.selfSigned(weak, "SHA256withRSA")),
                "is for a key of 1024 bits; RSA needs 2048 at least");
    }

    @Test
    void a_kind_of_key_that_few_clients_know_is_refused() {
        KeyPair edwards = TestCertificates.keys("Ed25519", 0);
        assertRefused(
                TestCertificates.write(directory, TestCertificates.selfSigned(edwards, "Ed25519")),
                "make one with RSA or ECDSA");
    }

    @Test
    void a_signature_that_proves_nothing_is_refused() {
        KeyPair keys = TestCertificates.keys("RSA", 2048);
        assertRefused(
                TestCertificates.write(directory, TestCertificates.selfSigned(keys, "SHA1withRSA")),
                "is signed with SHA1WITHRSA");
    }

    @Test
    void a_chain_in_the_wrong_order_is_explained() {
        ServerCertificate certificate = TestCertificates.of(authority);
        assertRefused(
                TestCertificates.write(directory, certificate.chain().reversed(), certificate.key()),
                "is not the key of the first certificate");
        assertRefused(
                TestCertificates.write(
                        directory,
                        List.of(certificate.own(), TestCertificates.authority().certificate()),
                        certificate.key()),
                "certificate 1 is not signed by certificate 2");
    }

    @Test
    void a_locked_key_is_explained() throws Exception {
        ServerCertificate certificate = TestCertificates.of(authority);
        CertificateFiles files = TestCertificates.write(directory, certificate);
        Files.writeString(
                files.key(),
                TestCertificates.pem(new JcaMiscPEMGenerator(
                        certificate.key(),
                        new JcePEMEncryptorBuilder("AES-128-CBC")
                                .setProvider(new BouncyCastleProvider())
                                .build("secret".toCharArray()))));
        assertRefused(files, "is locked with a passphrase; unlock it with: openssl pkey");
    }

    @Test
    void files_that_are_missing_or_hold_something_else_are_named() throws Exception {
        CertificateFiles files = TestCertificates.write(directory, TestCertificates.of(authority));
        Files.writeString(files.key(), "no key");
        assertRefused(files, "server.key holds no private key in PEM");
        Files.writeString(files.certificate(), "no certificate");
        assertRefused(files, "server.pem holds no certificate in PEM");
        Files.delete(files.certificate());
        assertRefused(files, "server.pem does not exist");
        Files.write(files.certificate(), new byte[300 * 1024]);
        assertRefused(files, "is too large");
    }

    @Test
    void a_certificate_out_of_its_time_can_be_used_and_is_talked_about() throws Exception {
        ServerCertificate old = TestCertificates.of(authority, Duration.ofDays(900));
        assertThat(TestCertificates.write(directory, old).read().chain()).isEqualTo(old.chain());
        assertThat(CertificateWatch.state(old, Instant.now())).startsWith("has expired at");
        ServerCertificate soon = TestCertificates.of(authority, Duration.ofDays(810));
        assertThat(CertificateWatch.state(soon, Instant.now())).startsWith("ends in 9 days");
        ServerCertificate fresh = TestCertificates.of(authority);
        assertThat(CertificateWatch.state(fresh, Instant.now())).isEmpty();
        assertThat(CertificateWatch.state(fresh, Instant.now().minus(Duration.ofDays(3))))
                .contains("is the clock right?");
    }

    @Test
    void a_certificate_is_for_its_names_and_no_others() {
        ServerCertificate certificate = authority.certify(
                List.of("voice.example", "*.home.example", "192.0.2.7"), Instant.now(), new SecureRandom());
        assertThat(certificate.isFor("VOICE.example")).isTrue();
        assertThat(certificate.isFor("kitchen.home.example")).isTrue();
        assertThat(certificate.isFor("192.0.2.7")).isTrue();
        assertThat(certificate.isFor("a.kitchen.home.example")).isFalse();
        assertThat(certificate.isFor("home.example")).isFalse();
        assertThat(certificate.isFor("192.0.2.8")).isFalse();
        assertThat(certificate.selfMade()).isTrue();
    }

    private static void assertRefused(CertificateFiles files, String reason) {
        assertThatThrownBy(files::read)
                .isInstanceOf(UnusableCertificateException.class)
                .hasMessageContaining(reason);
    }
}
