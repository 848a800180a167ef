package dev.mynah.protocol.frame;

import java.nio.ByteBuffer;

/** Writes single frames of one format. Immutable and thread-safe. */
public final class FrameEncoder {
    private final FrameFormat format;
    private final byte[] head;
    private final byte[] tail;

    public FrameEncoder(FrameFormat format) {
        this.format = format;
        this.head = format.headBytes();
        this.tail = format.tailBytes();
    }

    /**
     * The bytes of a frame.
     *
     * @throws IllegalArgumentException when it has more data than the format allows
     */
    public byte[] encode(Frame frame) {
        byte[] data = frame.data();
        if (data.length > format.maxData()) {
            throw new IllegalArgumentException(
                    data.length + " bytes do not fit a frame of at most " + format.maxData());
        }
        ByteBuffer out = ByteBuffer.allocate(format.overhead() + data.length).order(format.order());
        out.put(head);
        number(out, format.lengthBytes(), format.lengthFor(data.length));
        out.put((byte) frame.type());
        number(out, format.sequenceBytes(), frame.sequence());
        out.put(data);
        long check = format.checksum().of(out.array(), head.length, out.position() - head.length);
        number(out, format.checksum().bytes(), check);
        return out.put(tail).array();
    }

    private static void number(ByteBuffer out, int bytes, long value) {
        switch (bytes) {
            case 1 -> out.put((byte) value);
            case 2 -> out.putShort((short) value);
            case 4 -> out.putInt((int) value);
            default -> {}
        }
    }
}
