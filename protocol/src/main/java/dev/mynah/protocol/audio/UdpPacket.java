package dev.mynah.protocol.audio;

import java.nio.ByteBuffer;

/**
 * One datagram of the UDP audio channel, still encrypted (firmware wire contract §5.3). The header is in clear and is
 * also the first counter block of the cipher.
 *
 * @param flags not checked by devices; the two directions must differ in flags or ssrc (§5.3, keystream)
 * @param ssrc bytes 4 to 7 of the nonce the server gave; identifies the session
 * @param timestampMillis unsigned 32 bits
 * @param sequence unsigned 32 bits: 1, 2, 3... after every hello
 * @param ciphertext shared, not copied
 */
public record UdpPacket(int flags, int ssrc, long timestampMillis, long sequence, byte[] ciphertext) {
    /** Bytes before the payload. */
    public static final int HEADER = 16;

    /** Datagrams above this get lost on their way, or in a device's buffer. */
    public static final int MAX_DATAGRAM = 1400;

    private static final int TYPE_AUDIO = 1;

    /** What came out of a datagram. */
    public sealed interface Parsed {
        /** A packet in the right shape; its sequence and ssrc are for the caller to judge. */
        record Valid(UdpPacket packet) implements Parsed {}

        /** To be dropped without an answer (C68). */
        record Malformed(String reason) implements Parsed {}
    }

    /** Reads a datagram; never throws. */
    public static Parsed parse(byte[] datagram) {
        if (datagram.length < HEADER) {
            return new Parsed.Malformed(datagram.length + " bytes are too short");
        }
        ByteBuffer buffer = ByteBuffer.wrap(datagram);
        int type = Byte.toUnsignedInt(buffer.get());
        int flags = Byte.toUnsignedInt(buffer.get());
        int length = Short.toUnsignedInt(buffer.getShort());
        if (type != TYPE_AUDIO) {
            return new Parsed.Malformed("type " + type + " is not audio");
        }
        if (length != datagram.length - HEADER || length == 0) {
            return new Parsed.Malformed("payload_len " + length + " in " + datagram.length + " bytes");
        }
        int ssrc = buffer.getInt();
        long timestamp = Integer.toUnsignedLong(buffer.getInt());
        long sequence = Integer.toUnsignedLong(buffer.getInt());
        byte[] ciphertext = new byte[length];
        buffer.get(ciphertext);
        return new Parsed.Valid(new UdpPacket(flags, ssrc, timestamp, sequence, ciphertext));
    }

    /** The 16 bytes before the payload, which are also the cipher's first counter block. */
    public byte[] header() {
        return header(flags, ciphertext.length, ssrc, timestampMillis, sequence);
    }

    static byte[] header(int flags, int length, int ssrc, long timestampMillis, long sequence) {
        return ByteBuffer.allocate(HEADER)
                .put((byte) TYPE_AUDIO)
                .put((byte) flags)
                .putShort((short) length)
                .putInt(ssrc)
                .putInt((int) timestampMillis)
                .putInt((int) sequence)
                .array();
    }

    /** The whole datagram. */
    public byte[] datagram() {
        return ByteBuffer.allocate(HEADER + ciphertext.length)
                .put(header())
                .put(ciphertext)
                .array();
    }
}
