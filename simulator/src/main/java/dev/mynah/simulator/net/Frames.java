package dev.mynah.simulator.net;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/** Bytes of WebSocket frames as the firmware writes and reads them (firmware wire contract §4.2). */
final class Frames {
    static final int CONTINUATION = 0;
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    /** Larger payloads are refused by the device itself. */
    static final int MAX_SENT = 65_535;

    /** A frame above this would not fit the memory of any device. */
    private static final int MAX_RECEIVED = 4 * 1024 * 1024;

    private Frames() {}

    /** One frame from the wire. */
    record Frame(boolean last, int opcode, byte[] payload) {}

    /** A masked, unfragmented frame. */
    static byte[] masked(int opcode, byte[] payload, RandomGenerator random) {
        if (payload.length > MAX_SENT) {
            throw new IllegalArgumentException("a device sends at most " + MAX_SENT + " bytes in a frame");
        }
        boolean wide = payload.length > 125;
        int header = wide ? 8 : 6;
        byte[] frame = new byte[header + payload.length];
        frame[0] = (byte) (0x80 | opcode);
        frame[1] = (byte) (0x80 | (wide ? 126 : payload.length));
        if (wide) {
            frame[2] = (byte) (payload.length >> 8);
            frame[3] = (byte) payload.length;
        }
        int mask = random.nextInt();
        for (int i = 0; i < 4; i++) {
            frame[header - 4 + i] = (byte) (mask >> (24 - 8 * i));
        }
        for (int i = 0; i < payload.length; i++) {
            frame[header + i] = (byte) (payload[i] ^ frame[header - 4 + (i & 3)]);
        }
        return frame;
    }

    /** Reads one frame, masked or not; reserved bits are ignored. */
    static Frame read(DataInputStream in) throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        long length = second & 0x7F;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        if (length < 0 || length > MAX_RECEIVED) {
            throw new EOFException("a frame of " + length + " bytes does not fit a device");
        }
        byte[] mask = (second & 0x80) != 0 ? in.readNBytes(4) : new byte[0];
        byte[] payload = new byte[(int) length];
        in.readFully(payload);
        for (int i = 0; mask.length == 4 && i < payload.length; i++) {
            payload[i] ^= mask[i & 3];
        }
        return new Frame((first & 0x80) != 0, first & 0x0F, payload);
    }

    static byte[] join(byte[] head, byte[] tail) {
        byte[] joined = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, joined, head.length, tail.length);
        return joined;
    }
}
