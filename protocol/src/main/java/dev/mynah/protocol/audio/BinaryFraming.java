package dev.mynah.protocol.audio;

import java.nio.ByteBuffer;

/**
 * How an Opus packet sits in a binary WebSocket frame, the same in both directions; big-endian (firmware wire contract
 * §4.4). The header's length must be exact: devices read beyond their buffer when it is not.
 */
public enum BinaryFraming {
    /** Version 1, and any value except 2 and 3: the bare packet. */
    RAW(1, 0) {
        @Override
        Unframed parse(ByteBuffer frame) {
            return new AudioPacket(0, remaining(frame));
        }

        @Override
        void writeHeader(ByteBuffer frame, int length, long timestampMillis) {}
    },
    /** Version 2: version, type, reserved, timestamp in ms, payload size. */
    V2(2, 16) {
        @Override
        Unframed parse(ByteBuffer frame) {
            int version = Short.toUnsignedInt(frame.getShort());
            int type = Short.toUnsignedInt(frame.getShort());
            frame.getInt();
            long timestamp = Integer.toUnsignedLong(frame.getInt());
            long size = Integer.toUnsignedLong(frame.getInt());
            return version == 2
                    ? packet(frame, type, size, timestamp)
                    : new Unframed.Malformed("header says version " + version + " in a version 2 channel");
        }

        @Override
        void writeHeader(ByteBuffer frame, int length, long timestampMillis) {
            frame.putShort((short) 2).putShort((short) 0).putInt(0);
            frame.putInt((int) timestampMillis).putInt(length);
        }
    },
    /** Version 3: type, reserved, payload size in 16 bits; no timestamp. */
    V3(3, 4) {
        @Override
        Unframed parse(ByteBuffer frame) {
            int type = Byte.toUnsignedInt(frame.get());
            frame.get();
            int size = Short.toUnsignedInt(frame.getShort());
            return packet(frame, type, size, 0);
        }

        @Override
        void writeHeader(ByteBuffer frame, int length, long timestampMillis) {
            frame.put((byte) 0).put((byte) 0).putShort((short) length);
        }
    };

    private static final int MAX_PAYLOAD = 65_535;

    private final int version;
    private final int headerLength;

    BinaryFraming(int version, int headerLength) {
        this.version = version;
        this.headerLength = headerLength;
    }

    /** The framing that {@code Protocol-Version} or the hello's {@code version} selects. */
    public static BinaryFraming ofVersion(int version) {
        return switch (version) {
            case 2 -> V2;
            case 3 -> V3;
            default -> RAW;
        };
    }

    /** The number that selects this framing. */
    public int version() {
        return version;
    }

    /**
     * A frame around {@code packet}.
     *
     * @param timestampMillis kept by {@link #V2} only, in its lower 32 bits
     * @throws IllegalArgumentException for a packet above 65535 bytes, which no framing but v2 could carry
     */
    public byte[] encode(byte[] packet, long timestampMillis) {
        if (packet.length > MAX_PAYLOAD) {
            throw new IllegalArgumentException("a packet of " + packet.length + " bytes does not fit a frame");
        }
        ByteBuffer frame = ByteBuffer.allocate(headerLength + packet.length);
        writeHeader(frame, packet.length, timestampMillis);
        return frame.put(packet).array();
    }

    /** The packet in {@code frame}; never throws. */
    public Unframed decode(byte[] frame) {
        if (frame.length < headerLength) {
            return new Unframed.Malformed(frame.length + " bytes are too short for a header of " + headerLength);
        }
        return parse(ByteBuffer.wrap(frame));
    }

    abstract Unframed parse(ByteBuffer frame);

    abstract void writeHeader(ByteBuffer frame, int length, long timestampMillis);

    private static Unframed packet(ByteBuffer frame, int type, long size, long timestamp) {
        if (type != 0) {
            return new Unframed.Malformed("type " + type + " is not audio");
        }
        if (size != frame.remaining()) {
            return new Unframed.Malformed("payload_size " + size + " but " + frame.remaining() + " bytes follow");
        }
        return new AudioPacket(timestamp, remaining(frame));
    }

    private static byte[] remaining(ByteBuffer frame) {
        byte[] rest = new byte[frame.remaining()];
        frame.get(rest);
        return rest;
    }
}
