package dev.mynah.backup;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * How the key that seals a backup's secrets comes from a passphrase: PBKDF2 with HMAC-SHA-256 (RFC 8018). Immutable.
 *
 * @param salt of this backup alone
 */
record Sealing(byte[] salt, int iterations) {
    private static final String FUNCTION = "PBKDF2WithHmacSHA256";
    private static final int ITERATIONS = 600_000;
    /** More would only keep a person waiting who was given a forged backup. */
    private static final int MOST_ITERATIONS = 10_000_000;

    private static final int SALT_BYTES = 16;
    private static final int KEY_BITS = 256;

    static Sealing fresh(SecureRandom random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return new Sealing(salt, ITERATIONS);
    }

    Seal with(char[] passphrase) {
        try {
            byte[] key = SecretKeyFactory.getInstance(FUNCTION)
                    .generateSecret(new PBEKeySpec(passphrase, salt, iterations, KEY_BITS))
                    .getEncoded();
            SecretKey aes = new SecretKeySpec(key, "AES");
            return new Seal(aes);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing); // every JDK has it
        }
    }

    void write(ObjectNode node) {
        node.put("function", FUNCTION).put("iterations", iterations);
        node.put("salt", Base64.getEncoder().encodeToString(salt));
    }

    /** @throws IllegalArgumentException when it is not of this kind */
    static Sealing read(JsonNode node) {
        int iterations = node.path("iterations").asInt();
        if (!FUNCTION.equals(node.path("function").asText()) || iterations < 1 || iterations > MOST_ITERATIONS) {
            throw new IllegalArgumentException("unknown sealing");
        }
        return new Sealing(Base64.getDecoder().decode(node.path("salt").asText()), iterations);
    }
}
