package dev.mynah.protocol.seal;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals and opens sound: {@code number 8 | IV 16 | AES-128-CBC with PKCS#7 padding | HMAC-SHA256 32}. Encrypted first and
 * authenticated then, over one byte for the direction ({@code D} from the device, {@code S} from the server), the number,
 * the IV and the ciphertext. Numbers begin with 1 and only go up, so nothing is taken twice; every IV is fresh.
 * Not thread-safe: one for each end of a connection.
 */
public final class AudioSeal {
    /** How it is called in messages. */
    public static final String NAME = "aes-128-cbc-hmac-sha256";

    /** Bytes that sealing adds, without padding. */
    public static final int OVERHEAD = 8 + 16 + 32;

    private static final int NUMBER = 8;
    private static final int IV = 16;
    private static final int TAG = 32;
    private static final int BLOCK = 16;

    /** Whose end it is. */
    public enum End {
        DEVICE('D'),
        SERVER('S');

        private final byte direction;

        End(char direction) {
            this.direction = (byte) direction;
        }
    }

    private final SecretKeySpec aes;
    private final SecretKeySpec hmac;
    private final byte sending;
    private final byte receiving;
    private final RandomGenerator random;
    private long sent;
    private long received;

    /** @param random for the IVs; must not be predictable */
    public AudioSeal(SealKey key, End end, RandomGenerator random) {
        this.aes = new SecretKeySpec(key.aes(), "AES");
        this.hmac = new SecretKeySpec(key.hmac(), "HmacSHA256");
        this.sending = end.direction;
        this.receiving = end == End.DEVICE ? End.SERVER.direction : End.DEVICE.direction;
        this.random = random;
    }

    /** Seals sound for the other end. */
    public byte[] seal(byte[] sound) {
        byte[] iv = new byte[IV];
        random.nextBytes(iv);
        byte[] cipher = crypt(Cipher.ENCRYPT_MODE, iv, sound).orElseThrow();
        byte[] sealed = ByteBuffer.allocate(OVERHEAD + cipher.length)
                .putLong(++sent)
                .put(iv)
                .put(cipher)
                .array();
        byte[] tag = tag(sending, sealed, sealed.length - TAG);
        System.arraycopy(tag, 0, sealed, sealed.length - TAG, TAG);
        return sealed;
    }

    /** Opens what the other end sealed; empty, and no word on why, when it did not, or not so, or not now. */
    public Optional<byte[]> open(byte[] sealed) {
        int cipher = sealed.length - OVERHEAD;
        if (cipher < BLOCK || cipher % BLOCK != 0) {
            return Optional.empty();
        }
        int end = sealed.length - TAG;
        byte[] claimed = Arrays.copyOfRange(sealed, end, sealed.length);
        // Compared in the same time whatever differs, and before anything is decrypted.
        if (!MessageDigest.isEqual(tag(receiving, sealed, end), claimed)) {
            return Optional.empty();
        }
        long number = ByteBuffer.wrap(sealed).getLong();
        if (number <= received) {
            return Optional.empty();
        }
        received = number;
        byte[] iv = Arrays.copyOfRange(sealed, NUMBER, NUMBER + IV);
        return crypt(Cipher.DECRYPT_MODE, iv, Arrays.copyOfRange(sealed, NUMBER + IV, end));
    }

    private byte[] tag(byte direction, byte[] sealed, int length) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(hmac);
            mac.update(direction);
            mac.update(sealed, 0, length);
            return mac.doFinal();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no HMAC-SHA256", missing);
        }
    }

    private Optional<byte[]> crypt(int mode, byte[] iv, byte[] bytes) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(mode, aes, new IvParameterSpec(iv));
            return Optional.of(cipher.doFinal(bytes));
        } catch (GeneralSecurityException padding) {
            return Optional.empty();
        }
    }
}
