package dev.mynah.secret;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** 256 bits for one purpose. Immutable. */
public final class PurposeKey {
    private final String id;
    private final byte[] bytes;

    PurposeKey(String id, byte[] bytes) {
        this.id = id;
        this.bytes = bytes.clone();
    }

    /** That of the master key it comes from; may be public, and travels with what was made with it. */
    public String id() {
        return id;
    }

    /** The key's 32 bytes, for algorithms that take bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The key for a cipher or a MAC of the JDK, such as {@code AES} or {@code HmacSHA256}. */
    public SecretKey forAlgorithm(String algorithm) {
        return new SecretKeySpec(bytes, algorithm);
    }

    @Override
    public String toString() {
        return "purpose key " + id;
    }
}
