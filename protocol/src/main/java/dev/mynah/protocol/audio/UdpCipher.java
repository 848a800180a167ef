package dev.mynah.protocol.audio;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-128-CTR of one UDP audio session, the packet's header being the first counter block (firmware wire contract §5.3).
 * There is no authentication: who has no key can still damage what is heard. Not thread-safe; one for each direction.
 */
public final class UdpCipher {
    private final SecretKeySpec key;
    private final Cipher cipher;

    /** @throws IllegalArgumentException when the key has not 16 bytes */
    public UdpCipher(byte[] key) {
        if (key.length != 16) {
            throw new IllegalArgumentException("a key has 16 bytes, not " + key.length);
        }
        this.key = new SecretKeySpec(key, "AES");
        try {
            this.cipher = Cipher.getInstance("AES/CTR/NoPadding");
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java has no AES in counter mode", missing);
        }
    }

    /**
     * Encrypts one Opus packet.
     *
     * @throws IllegalArgumentException when empty, or too long for a datagram of {@link UdpPacket#MAX_DATAGRAM}
     */
    public UdpPacket seal(int flags, int ssrc, long timestampMillis, long sequence, byte[] opus) {
        if (opus.length == 0 || opus.length > UdpPacket.MAX_DATAGRAM - UdpPacket.HEADER) {
            throw new IllegalArgumentException("a packet of " + opus.length + " bytes does not fit a datagram");
        }
        byte[] counter = UdpPacket.header(flags, opus.length, ssrc, timestampMillis, sequence);
        return new UdpPacket(flags, ssrc, timestampMillis, sequence, apply(counter, opus));
    }

    /** Decrypts one packet. */
    public AudioPacket open(UdpPacket packet) {
        return new AudioPacket(packet.timestampMillis(), apply(packet.header(), packet.ciphertext()));
    }

    private byte[] apply(byte[] counter, byte[] bytes) {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(counter));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("counter mode takes any input", impossible);
        }
    }
}
