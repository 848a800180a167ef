package dev.mynah.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;

/** Signs short texts of one purpose with HMAC-SHA256 and knows its own signatures again. Immutable and thread-safe. */
public final class Signer {
    private static final String ALGORITHM = "HmacSHA256";

    private final KeyRing ring;

    public Signer(KeyRing ring) {
        this.ring = ring;
    }

    /** The signature: 43 characters of the URL-safe Base64 alphabet. The same text always has the same one. */
    public String sign(String text) {
        return signature(ring.current(), text);
    }

    /** Whether this is the signature of the text, made with any key of the ring. */
    public boolean signed(String text, String signature) {
        byte[] given = signature.getBytes(StandardCharsets.UTF_8);
        return ring.keys().stream()
                .anyMatch(key -> MessageDigest.isEqual(signature(key, text).getBytes(StandardCharsets.UTF_8), given));
    }

    private static String signature(PurposeKey key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key.forAlgorithm(ALGORITHM));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }
}
