package dev.mynah.protocol.audio;

import java.nio.ByteBuffer;
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
        requireFitting(opus);
        byte[] counter = UdpPacket.header(flags, opus.length, ssrc, timestampMillis, sequence);
        return new UdpPacket(flags, ssrc, timestampMillis, sequence, apply(counter, opus));
    }

    /** Decrypts one packet. */
    public AudioPacket open(UdpPacket packet) {
        return new AudioPacket(packet.timestampMillis(), apply(packet.header(), packet.ciphertext()));
    }

    /**
     * Decrypts a datagram where it was received.
     *
     * @param datagram from position to limit, {@link UdpPacket#wellFormed well-formed}, with an array; not consumed
     * @return the Opus packet
     */
    public byte[] open(ByteBuffer datagram) {
        int start = datagram.arrayOffset() + datagram.position();
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(datagram.array(), start, UdpPacket.HEADER));
            return cipher.doFinal(datagram.array(), start + UdpPacket.HEADER, datagram.remaining() - UdpPacket.HEADER);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /**
     * Encrypts one Opus packet into a buffer that is reused from packet to packet.
     *
     * @param datagram with an array; cleared first, afterwards ready to be sent
     * @throws IllegalArgumentException as {@link #seal(int, int, long, long, byte[])}
     */
    public void seal(int flags, int ssrc, long timestampMillis, long sequence, byte[] opus, ByteBuffer datagram) {
        requireFitting(opus);
        datagram.clear();
        UdpPacket.putHeader(datagram, flags, opus.length, ssrc, timestampMillis, sequence);
        int start = datagram.arrayOffset();
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(datagram.array(), start, UdpPacket.HEADER));
            cipher.doFinal(opus, 0, opus.length, datagram.array(), start + UdpPacket.HEADER);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        datagram.position(0).limit(UdpPacket.HEADER + opus.length);
    }

    private static void requireFitting(byte[] opus) {
        if (opus.length == 0 || opus.length > UdpPacket.MAX_DATAGRAM - UdpPacket.HEADER) {
            throw new IllegalArgumentException("a packet of " + opus.length + " bytes does not fit a datagram");
        }
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
