package dev.mynah.tls;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Locale;

/**
 * Whether a server can and should use a certificate: RSA of 2048 bits or elliptic curves of 256 at least (documented protocols
 * §9), a key that belongs to it, a chain in order. Its dates do not count: an expired one still keeps listeners out, and
 * devices that do not verify go on. Stateless.
 */
final class Soundness {
    private static final int RSA_BITS = 2048;
    private static final int CURVE_BITS = 256;

    private Soundness() {}

    static void check(ServerCertificate certificate, CertificateFiles files) throws UnusableCertificateException {
        PublicKey published = certificate.own().getPublicKey();
        strong(published, files);
        if (!belongs(published, certificate)) {
            throw new UnusableCertificateException(
                    files.key() + " is not the key of the first certificate in " + files.certificate());
        }
        inOrder(certificate.chain(), files);
        soundlySigned(certificate, files);
    }

    private static void strong(PublicKey key, CertificateFiles files) throws UnusableCertificateException {
        int bits =
                switch (key) {
                    case RSAPublicKey rsa -> rsa.getModulus().bitLength();
                    case ECPublicKey curve ->
                        curve.getParams().getCurve().getField().getFieldSize();
                    default -> 0;
                };
        int least = key instanceof RSAPublicKey ? RSA_BITS : CURVE_BITS;
        if (bits == 0) {
            throw new UnusableCertificateException(
                    files.certificate() + " is for a " + key.getAlgorithm() + " key; make one with RSA or ECDSA");
        }
        if (bits < least) {
            throw new UnusableCertificateException("%s is for a key of %d bits; %s needs %d at least"
                    .formatted(files.certificate(), bits, key.getAlgorithm(), least));
        }
    }

    private static boolean belongs(PublicKey published, ServerCertificate certificate) {
        String algorithm = published instanceof RSAPublicKey ? "SHA256withRSA" : "SHA256withECDSA";
        byte[] challenge = {1, 2, 3, 4};
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(certificate.key());
            signer.update(challenge);
            byte[] signed = signer.sign();
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(published);
            verifier.update(challenge);
            return verifier.verify(signed);
        } catch (GeneralSecurityException anotherKind) {
            return false;
        }
    }

    private static void inOrder(List<X509Certificate> chain, CertificateFiles files)
            throws UnusableCertificateException {
        for (int i = 0; i + 1 < chain.size(); i++) {
            try {
                chain.get(i).verify(chain.get(i + 1).getPublicKey());
            } catch (GeneralSecurityException notSigned) {
                throw new UnusableCertificateException(
                        "%s: certificate %d is not signed by certificate %d; begin with the server's own, then the one that signed it"
                                .formatted(files.certificate(), i + 1, i + 2),
                        notSigned);
            }
        }
    }

    private static void soundlySigned(ServerCertificate certificate, CertificateFiles files)
            throws UnusableCertificateException {
        String algorithm = certificate.own().getSigAlgName().toUpperCase(Locale.ROOT);
        if (algorithm.startsWith("MD") || algorithm.startsWith("SHA1")) {
            throw new UnusableCertificateException(
                    files.certificate() + " is signed with " + algorithm + ", which proves nothing any more");
        }
    }
}
