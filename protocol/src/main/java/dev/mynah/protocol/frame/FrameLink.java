package dev.mynah.protocol.frame;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One end of a byte link: messages become frames of at most the MTU, and bytes as they come become messages again. A
 * reusable class without I/O, threads or clock, for a server, a device or a test alike. Not thread-safe; sending and
 * receiving do not touch each other.
 *
 * <pre>{@code
 * FrameLink link = new FrameLink(FrameFormat.BLE);
 * for (byte[] packet : link.send(0x10, audio)) radio.write(packet);     // each fits 20 bytes
 * for (FrameMessage message : link.receive(radio.read())) handle(message);
 * }</pre>
 *
 * <p>Whatever comes, nothing throws, nothing grows beyond the format's bounds, and no message comes out that was not sent,
 * as far as the format's checksum can tell. What was lost is only counted; who needs it again asks for it again.
 */
public final class FrameLink {
    private final FrameFormat format;
    private final FrameEncoder encoder;
    private final FrameDecoder decoder;
    private final FrameOrder order;
    private final Reassembly reassembly;
    private long sequence;
    private int message;

    public FrameLink(FrameFormat format) {
        this.format = format;
        this.encoder = new FrameEncoder(format);
        this.decoder = new FrameDecoder(format);
        this.order = new FrameOrder(Math.max(1, format.sequenceBytes()));
        this.reassembly = new Reassembly(format.maxMessage());
    }

    /**
     * The frames that carry a message, in the order in which they are to be sent.
     *
     * @param type 0 to 127
     * @throws IllegalArgumentException when the type is another, or the message larger than the format allows
     */
    public List<byte[]> send(int type, byte[] data) {
        if (type < 0 || type >= FrameFormat.FRAGMENT) {
            throw new IllegalArgumentException("a message's type is 0 to 127, not " + type);
        }
        if (data.length > format.maxMessage()) {
            throw new IllegalArgumentException(
                    "a message has at most " + format.maxMessage() + " bytes, not " + data.length);
        }
        if (data.length <= format.maxData()) {
            return List.of(frame(type, data));
        }
        return fragments(type, data);
    }

    /** Takes bytes as they came, in pieces of any size, and returns the messages that are complete with them. */
    public List<FrameMessage> receive(byte[] bytes) {
        return messages(decoder.accept(bytes));
    }

    /**
     * The line has been silent for longer than a sender pauses within a message: what is incomplete is given up.
     *
     * @return messages that had to wait for what was not to come
     */
    public List<FrameMessage> quiet() {
        List<FrameMessage> whole = new ArrayList<>(messages(decoder.quiet()));
        for (Frame frame : order.giveUp()) {
            reassembly.accept(frame).ifPresent(whole::add);
        }
        reassembly.abandon();
        return whole;
    }

    /** Begins as new, as both ends do when a line is plugged in or a connection made. */
    public void reset() {
        decoder.reset();
        order.reset();
        reassembly.abandon();
        sequence = 0;
    }

    /** Bytes that belonged to no frame, so far. */
    public long skippedBytes() {
        return decoder.skipped();
    }

    /** Frames that never came, so far; known only with SEQUENCE. */
    public long lostFrames() {
        return order.lost();
    }

    /** Messages of several frames that were given up, so far. */
    public long brokenMessages() {
        return reassembly.broken();
    }

    private List<FrameMessage> messages(List<Frame> frames) {
        List<FrameMessage> whole = new ArrayList<>();
        for (Frame frame : frames) {
            List<Frame> due = format.sequenceBytes() == 0 ? List.of(frame) : order.accept(frame);
            due.forEach(next -> reassembly.accept(next).ifPresent(whole::add));
        }
        return whole;
    }

    private List<byte[]> fragments(int type, byte[] data) {
        byte[] whole = ByteBuffer.allocate(data.length + FrameFormat.MESSAGE_CRC)
                .put(data)
                .putInt((int) Checksum.CRC32.of(data, 0, data.length))
                .array();
        int room = format.maxData() - FrameFormat.FRAGMENT_HEADER;
        int count = (whole.length + room - 1) / room;
        List<byte[]> frames = new ArrayList<>(count);
        for (int place = 0; place < count; place++) {
            byte[] part = Arrays.copyOfRange(whole, place * room, Math.min(whole.length, (place + 1) * room));
            int marked = place == count - 1 ? place | 0x8000 : place;
            byte[] body = ByteBuffer.allocate(FrameFormat.FRAGMENT_HEADER + part.length)
                    .put((byte) message)
                    .putShort((short) marked)
                    .put(part)
                    .array();
            frames.add(frame(type | FrameFormat.FRAGMENT, body));
        }
        message = (message + 1) & 0xff;
        return frames;
    }

    private byte[] frame(int type, byte[] data) {
        byte[] bytes = encoder.encode(new Frame(type, sequence, data));
        long numbers = 1L << (8 * format.sequenceBytes());
        sequence = (sequence + 1) % numbers; // without SEQUENCE there is only one number, 0
        return bytes;
    }
}
