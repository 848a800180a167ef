package dev.mynah.secret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals values of one purpose with AES-256-GCM, so that the database alone gives none of them away. A sealed value is text
 * without spaces, {@code s1.<key id>.<Base64url of nonce, ciphertext and tag>}. It is bound to the purpose and to the record
 * it belongs to: copied to another record it does not open. Thread-safe.
 */
public final class SecretSealer {
    private static final String VERSION = "s1";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final KeyRing ring;
    private final SecureRandom random;

    /** @param ring of a purpose that seals nothing but this sort of value, such as {@code provider.api-key} */
    public SecretSealer(KeyRing ring, SecureRandom random) {
        this.ring = ring;
        this.random = random;
    }

    /**
     * Seals text.
     *
     * @param record the id of the record the value belongs to; {@link #open} must name the same
     */
    public String seal(String record, String plain) {
        return seal(record, plain.getBytes(StandardCharsets.UTF_8));
    }

    /** Seals bytes; see {@link #seal(String, String)}. */
    public String seal(String record, byte[] plain) {
        PurposeKey key = ring.current();
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, record).doFinal(plain);
            byte[] all = ByteBuffer.allocate(NONCE + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return VERSION + "." + key.id() + "."
                    + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has AES-GCM", e);
        }
    }

    /**
     * The text that was sealed for this record.
     *
     * @throws SealBrokenException when it cannot be opened; the message says why in plain words
     */
    public String open(String record, String sealed) {
        return new String(openBytes(record, sealed), StandardCharsets.UTF_8);
    }

    /** The bytes that were sealed; see {@link #open}. */
    public byte[] openBytes(String record, String sealed) {
        String[] parts = sealed.split("\\.", -1);
        if (parts.length != 3 || !parts[0].equals(VERSION)) {
            throw new SealBrokenException("what is stored for " + record + " is no sealed value");
        }
        PurposeKey key = ring.find(parts[1])
                .orElseThrow(() -> new SealBrokenException("what is stored for " + record + " was sealed with the key "
                        + parts[1] + ", which this server does not have"));
        try {
            byte[] all = Base64.getUrlDecoder().decode(parts[2]);
            return cipher(Cipher.DECRYPT_MODE, key, nonce(all), record).doFinal(all, NONCE, all.length - NONCE);
        } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException broken) {
            throw new SealBrokenException(
                    "what is stored for " + record + " was altered, or sealed for another record or purpose");
        }
    }

    /** Whether the value was sealed with an older key and should be sealed anew. */
    public boolean stale(String sealed) {
        return !sealed.startsWith(VERSION + "." + ring.current().id() + ".");
    }

    private Cipher cipher(int mode, PurposeKey key, byte[] nonce, String record) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key.forAlgorithm("AES"), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((ring.purpose() + "\0" + record).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static byte[] nonce(byte[] all) {
        byte[] nonce = new byte[NONCE];
        System.arraycopy(all, 0, nonce, 0, NONCE);
        return nonce;
    }
}
