package dev.mynah.tls;

import dev.mynah.secret.PrivateFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/**
 * The authority in the data directory, and what it certifies. Its certificate is what people import, so it is made once and
 * kept when the server gets a new certificate. All files are their owner's only. Stateless; reads and writes files.
 *
 * @param directory where everything is kept
 */
public record OwnAuthority(Path directory) {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

    /** The authority's certificate. */
    public Path authority() {
        return directory.resolve("ca.pem");
    }

    private Path authorityKey() {
        return directory.resolve("ca.key");
    }

    /** The server's certificate and key. */
    public CertificateFiles server() {
        return new CertificateFiles(directory.resolve("server.pem"), directory.resolve("server.key"));
    }

    /** Whether there is an authority already. */
    public boolean exists() {
        return Files.exists(authority());
    }

    /**
     * Makes a certificate for the server, and the authority above it unless there is one.
     *
     * @param names host names and IP addresses of the server
     * @throws UnusableCertificateException when the authority that is there cannot be used
     */
    public ServerCertificate certify(List<String> names, Instant now, SecureRandom random)
            throws IOException, UnusableCertificateException {
        PrivateFile.directory(directory);
        Authority authority = exists() ? known(now) : fresh(now, random);
        ServerCertificate certificate = authority.certify(names, now, random);
        CertificateFiles files = server();
        PrivateFile.write(files.key(), pem(certificate.key()));
        PrivateFile.write(files.certificate(), pem(certificate.chain()));
        return certificate;
    }

    private Authority fresh(Instant now, SecureRandom random) throws IOException {
        Authority authority =
                Authority.make("Mynah, made here on " + now.toString().substring(0, 10), now, random);
        PrivateFile.write(authorityKey(), pem(authority.keys().getPrivate()));
        PrivateFile.write(authority(), pem(List.of(authority.certificate())));
        return authority;
    }

    private Authority known(Instant now) throws UnusableCertificateException {
        ServerCertificate read = new CertificateFiles(authority(), authorityKey()).read();
        if (read.ends().isBefore(now)) {
            throw new UnusableCertificateException(authority() + " has expired; remove it to make a new one");
        }
        return new Authority(read.own(), new KeyPair(read.own().getPublicKey(), read.key()));
    }

    private static String pem(List<X509Certificate> chain) {
        StringBuilder text = new StringBuilder();
        try {
            for (X509Certificate each : chain) {
                text.append(block("CERTIFICATE", each.getEncoded()));
            }
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was just made", e);
        }
        return text.toString();
    }

    private static String pem(Key key) {
        return block("PRIVATE KEY", key.getEncoded());
    }

    private static String block(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n" + LINES.encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }
}
