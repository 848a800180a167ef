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
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        putHeader(header, flags, length, ssrc, timestampMillis, sequence);
        return header.array();
    }

    static void putHeader(ByteBuffer into, int flags, int length, int ssrc, long timestampMillis, long sequence) {
        into.put((byte) TYPE_AUDIO)
                .put((byte) flags)
                .putShort((short) length)
                .putInt(ssrc)
                .putInt((int) timestampMillis)
                .putInt((int) sequence);
    }

    /**
     * Whether a datagram, from position to limit, has the shape of a packet. With this and the readers below nothing has
     * to be copied before it is known whose packet it is.
     */
    public static boolean wellFormed(ByteBuffer datagram) {
        int start = datagram.position();
        int length = datagram.remaining() - HEADER;
        return length > 0
                && datagram.get(start) == TYPE_AUDIO
                && Short.toUnsignedInt(datagram.getShort(start + 2)) == length;
    }

    /** The ssrc of a well-formed datagram. */
    public static int ssrc(ByteBuffer datagram) {
        return datagram.getInt(datagram.position() + 4);
    }

    /** The timestamp of a well-formed datagram, in milliseconds. */
    public static long timestampMillis(ByteBuffer datagram) {
        return Integer.toUnsignedLong(datagram.getInt(datagram.position() + 8));
    }

    /** The sequence number of a well-formed datagram. */
    public static long sequence(ByteBuffer datagram) {
        return Integer.toUnsignedLong(datagram.getInt(datagram.position() + 12));
    }

    /**
     * The nonce a device is given: its uplink packets begin with these bytes, length, timestamp and sequence put in
     * (firmware wire contract §5.3).
     */
    public static byte[] nonce(int ssrc) {
        return header(0, 0, ssrc, 0, 0);
    }

    /** The whole datagram. */
    public byte[] datagram() {
        return ByteBuffer.allocate(HEADER + ciphertext.length)
                .put(header())
                .put(ciphertext)
                .array();
    }
}
