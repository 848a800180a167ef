package dev.mynah.conformance;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;

/** WebSocket frames as a test needs them: every byte of its own, no library in between. */
final class WireFrames {
    static final int TEXT = 1;
    static final int BINARY = 2;
    static final int CLOSE = 8;
    static final int PING = 9;
    static final int PONG = 10;

    private WireFrames() {}

    /** A whole message from the server; control frames come as they are. */
    record Message(int opcode, byte[] payload) {}

    /** A masked frame with FIN set; the mask is constant, which a server must not mind. */
    static byte[] masked(int opcode, byte[] payload) {
        byte[] mask = {0x12, 0x34, 0x56, 0x78};
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x80 | opcode);
        if (payload.length < 126) {
            frame.write(0x80 | payload.length);
        } else {
            frame.write(0x80 | 126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        }
        frame.writeBytes(mask);
        for (int i = 0; i < payload.length; i++) {
            frame.write(payload[i] ^ mask[i & 3]);
        }
        return frame.toByteArray();
    }

    /** Reads one message, putting fragments together. */
    static Message read(DataInputStream in) throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        int opcode = 0;
        while (true) {
            int first = in.readUnsignedByte();
            int length = in.readUnsignedByte();
            if (length >= 128) {
                throw new IOException("a server must not mask");
            }
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = Math.toIntExact(in.readLong());
            }
            byte[] payload = in.readNBytes(length);
            boolean control = (first & 8) != 0;
            if (control) {
                return new Message(first & 15, payload);
            }
            opcode = (first & 15) == 0 ? opcode : first & 15;
            message.writeBytes(payload);
            if ((first & 0x80) != 0) {
                return new Message(opcode, message.toByteArray());
            }
        }
    }
}
