package dev.mynah.testing;

import dev.mynah.tls.Authority;
import dev.mynah.tls.CertificateFiles;
import dev.mynah.tls.ServerCertificate;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** Certificates good and bad, and clients that trust some of them. Stateless. */
public final class TestCertificates {
    private static final SecureRandom RANDOM = new SecureRandom();

    private TestCertificates() {}

    /** An authority of a test. */
    public static Authority authority() {
        return Authority.make("Test authority", Instant.now(), RANDOM);
    }

    /** A certificate of the authority for {@code localhost} and {@code 127.0.0.1}. */
    public static ServerCertificate of(Authority authority) {
        return of(authority, Duration.ZERO);
    }

    /** The same as it would have been made so long ago. */
    public static ServerCertificate of(Authority authority, Duration ago) {
        return authority.certify(
                List.of("localhost", "127.0.0.1"), Instant.now().minus(ago), RANDOM);
    }

    /** A pair of keys such as {@code RSA} of 2048 bits; 0 for a kind that has one size. */
    public static KeyPair keys(String algorithm, int bits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            if (bits > 0) {
                generator.initialize(bits, RANDOM);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A certificate that signed itself, with whatever keys and signature. */
    public static ServerCertificate selfSigned(KeyPair keys, String signature) {
        X500Name name = new X500Name("CN=localhost");
        Instant now = Instant.now();
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.valueOf(RANDOM.nextInt(1, Integer.MAX_VALUE)),
                    Date.from(now.minusSeconds(60)),
                    Date.from(now.plusSeconds(86_400 * 30)),
                    name,
                    keys.getPublic());
            X509Certificate certificate = new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(signature).build(keys.getPrivate())));
            return new ServerCertificate(List.of(certificate), keys.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes a certificate and its key into a directory, over what was there. */
    public static CertificateFiles write(Path directory, ServerCertificate certificate) {
        return write(directory, certificate.chain(), certificate.key());
    }

    /** Writes a chain and a key that may not belong to it. */
    public static CertificateFiles write(Path directory, List<? extends Certificate> chain, PrivateKey key) {
        CertificateFiles files = new CertificateFiles(directory.resolve("server.pem"), directory.resolve("server.key"));
        try {
            Files.writeString(files.certificate(), pem(chain.toArray()));
            Files.writeString(files.key(), pem(key));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    /** As PEM, keys in the older form of their kind. */
    public static String pem(Object... parts) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            for (Object part : parts) {
                writer.writeObject(part instanceof ECPrivateKey curve ? asOpenSslDoes(curve) : part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    /** With the curve beside the number, without which nobody can read the older form. */
    private static PemObject asOpenSslDoes(ECPrivateKey key) throws IOException {
        ASN1Encodable curve = PrivateKeyInfo.getInstance(key.getEncoded())
                .getPrivateKeyAlgorithm()
                .getParameters();
        int bits = key.getParams().getCurve().getField().getFieldSize();
        return new PemObject(
                "EC PRIVATE KEY", new org.bouncycastle.asn1.sec.ECPrivateKey(bits, key.getS(), curve).getEncoded());
    }

    /** What clients use that trust the authority, and no other. */
    public static SSLContext trusting(Certificate authority) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("ca", authority);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), RANDOM);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
