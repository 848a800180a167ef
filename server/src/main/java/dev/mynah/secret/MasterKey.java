package dev.mynah.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * 256 random bits that every other key of the server is derived from. Never used for anything itself. Immutable.
 */
public final class MasterKey {
    /** Length in bytes. */
    public static final int LENGTH = 32;

    private static final byte[] SALT = "dev.mynah.secret".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final String id;

    /**
     * A key of exactly {@link #LENGTH} bytes.
     *
     * @throws IllegalArgumentException when there are fewer, more, or all the same
     */
    public MasterKey(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a key has 32 bytes");
        }
        if (allTheSame(bytes)) {
            throw new IllegalArgumentException("a key is random, and this one is not");
        }
        this.bytes = bytes.clone();
        this.id = HexFormat.of().formatHex(derive("key-id", 8));
    }

    /** Tells this key from others and nothing about it; 16 hexadecimal digits. */
    public String id() {
        return id;
    }

    /** The key's bytes, for the file they are kept in. */
    byte[] bytes() {
        return bytes.clone();
    }

    /** Bytes for one purpose by HKDF-SHA256 (RFC 5869). What is known of one purpose says nothing about another. */
    byte[] derive(String purpose, int length) {
        try {
            return KDF.getInstance("HKDF-SHA256")
                    .deriveData(HKDFParameterSpec.ofExtract()
                            .addIKM(bytes)
                            .addSalt(SALT)
                            .thenExpand(purpose.getBytes(StandardCharsets.UTF_8), length));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK 25 has HKDF-SHA256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MasterKey key && id.equals(key.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public String toString() {
        return "master key " + id;
    }

    private static boolean allTheSame(byte[] bytes) {
        byte[] repeated = new byte[bytes.length];
        Arrays.fill(repeated, bytes[0]);
        return Arrays.equals(bytes, repeated);
    }
}
