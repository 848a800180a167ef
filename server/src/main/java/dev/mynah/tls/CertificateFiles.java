package dev.mynah.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;

/**
 * Where certificate and key are, in PEM. Stateless; reads files.
 *
 * @param certificate the server's certificate, then the ones above it
 * @param key in PKCS#8 or the older forms for RSA and elliptic curves, without a passphrase
 */
public record CertificateFiles(Path certificate, Path key) {
    private static final long LARGEST = 256 * 1024;

    /** What is in the files, not looked into. */
    record Content(byte[] certificate, byte[] key) {
        boolean same(Content other) {
            return Arrays.equals(certificate, other.certificate) && Arrays.equals(key, other.key);
        }
    }

    /** Reads both and checks that a server can use them. */
    public ServerCertificate read() throws UnusableCertificateException {
        return read(content());
    }

    Content content() throws UnusableCertificateException {
        return new Content(bytes(certificate), bytes(key));
    }

    ServerCertificate read(Content content) throws UnusableCertificateException {
        ServerCertificate read = new ServerCertificate(chain(content.certificate()), key(content.key()));
        Soundness.check(read, this);
        return read;
    }

    private static byte[] bytes(Path file) throws UnusableCertificateException {
        try {
            if (Files.size(file) > LARGEST) {
                throw new UnusableCertificateException(file + " is too large for a certificate or key");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new UnusableCertificateException(file + " does not exist", missing);
        } catch (AccessDeniedException denied) {
            throw new UnusableCertificateException(file + " may not be read by the user this server runs as", denied);
        } catch (IOException e) {
            throw new UnusableCertificateException(file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private List<X509Certificate> chain(byte[] pem) throws UnusableCertificateException {
        try {
            List<X509Certificate> chain = new ArrayList<>();
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Certificate each : factory.generateCertificates(new ByteArrayInputStream(pem))) {
                chain.add((X509Certificate) each);
            }
            if (chain.isEmpty()) {
                throw new UnusableCertificateException(certificate + " holds no certificate in PEM");
            }
            return chain;
        } catch (CertificateException e) {
            throw new UnusableCertificateException(certificate + " holds no certificate in PEM", e);
        }
    }

    private PrivateKey key(byte[] pem) throws UnusableCertificateException {
        try (PEMParser parser = new PEMParser(new StringReader(new String(pem, StandardCharsets.ISO_8859_1)))) {
            // The library's name for these keys is not the one the JDK has.
            JcaPEMKeyConverter converter =
                    new JcaPEMKeyConverter().setAlgorithmMapping(X9ObjectIdentifiers.id_ecPublicKey, "EC");
            for (Object part = parser.readObject(); part != null; part = parser.readObject()) {
                switch (part) {
                    case PrivateKeyInfo info -> {
                        return converter.getPrivateKey(info);
                    }
                    case PEMKeyPair pair -> {
                        return converter.getPrivateKey(pair.getPrivateKeyInfo());
                    }
                    case PEMEncryptedKeyPair locked -> throw passphrase();
                    case PKCS8EncryptedPrivateKeyInfo locked -> throw passphrase();
                    default -> {
                        // Parameters of the curve stand before some keys.
                    }
                }
            }
        } catch (IOException e) {
            throw new UnusableCertificateException(key + " holds no private key in PEM", e);
        }
        throw new UnusableCertificateException(key + " holds no private key in PEM");
    }

    private UnusableCertificateException passphrase() {
        return new UnusableCertificateException(
                key + " is locked with a passphrase; unlock it with: openssl pkey -in " + key.getFileName());
    }
}
