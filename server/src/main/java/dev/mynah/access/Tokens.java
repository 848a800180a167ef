package dev.mynah.access;

import dev.mynah.support.RandomIds;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Identifiers and secrets, and how secrets are kept: as SHA-256, since 256 random bits need no slow hash. Thread-safe. */
public final class Tokens {
    private static final int ID_BYTES = 12;
    private static final int SECRET_BYTES = 32;
    /** Letters and digits that are not taken for each other when somebody reads them from a screen. */
    private static final String READABLE = "abcdefghjkmnpqrstuvwxyz23456789";

    private final SecureRandom random;

    public Tokens(SecureRandom random) {
        this.random = random;
    }

    /** A new identifier: 24 hexadecimal digits behind the prefix. */
    public String id(String prefix) {
        return new RandomIds(prefix, ID_BYTES, random).get();
    }

    /** 256 random bits as 43 characters of the URL-safe Base64 alphabet. */
    public String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A secret for people to type: seven groups of four, 138 bits. */
    public String readable() {
        var text = new StringBuilder();
        for (int i = 0; i < 28; i++) {
            text.append(i > 0 && i % 4 == 0 ? "-" : "").append(READABLE.charAt(random.nextInt(READABLE.length())));
        }
        return text.toString();
    }

    /** What is stored of a secret: SHA-256 in hexadecimal digits. */
    public static String hash(String secret) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Whether this is the secret of the hash; takes as long for a wrong one as for the right one. */
    public static boolean matches(String secret, String hash) {
        return same(hash(secret), hash);
    }

    /** Compares without telling by its duration where two texts differ. */
    static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
