package dev.mynah.protocol.frame;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Puts fragments together again. Not thread-safe. They come in order, perhaps with gaps, perhaps twice; a message with a
 * gap is given up, and the CRC at its end keeps parts of different messages apart.
 */
final class Reassembly {
    private static final int LAST = 0x8000;

    private final int maxMessage;
    private byte[] parts = {};
    private int length;
    private int message = -1;
    private int type;
    private int next;
    private long broken;

    Reassembly(int maxMessage) {
        this.maxMessage = maxMessage;
    }

    /** The message that is complete with this frame, if one is. */
    Optional<FrameMessage> accept(Frame frame) {
        if ((frame.type() & FrameFormat.FRAGMENT) == 0) {
            abandon();
            return Optional.of(new FrameMessage(frame.type(), frame.data()));
        }
        byte[] data = frame.data();
        if (data.length < FrameFormat.FRAGMENT_HEADER) {
            broken++;
            return Optional.empty();
        }
        int number = data[0] & 0xff;
        int place = ((data[1] & 0xff) << 8) | (data[2] & 0xff);
        return fragment(frame.type() & ~FrameFormat.FRAGMENT, number, place & ~LAST, (place & LAST) != 0, data);
    }

    /** Messages that were begun and never completed, so far. */
    long broken() {
        return broken;
    }

    /** Forgets what was begun. */
    void abandon() {
        if (message >= 0) {
            broken++;
            forget();
        }
    }

    private Optional<FrameMessage> fragment(int kind, int number, int place, boolean last, byte[] data) {
        if (number == message && kind == type && place < next) {
            return Optional.empty(); // came twice
        }
        if (place == 0) {
            abandon();
            message = number;
            type = kind;
        }
        boolean fits = length + data.length - FrameFormat.FRAGMENT_HEADER <= maxMessage + FrameFormat.MESSAGE_CRC;
        if (number != message || kind != type || place != next || !fits) {
            abandon();
            return Optional.empty();
        }
        append(data);
        next++;
        return last ? complete() : Optional.empty();
    }

    private Optional<FrameMessage> complete() {
        byte[] whole = Arrays.copyOf(parts, length);
        int kind = type;
        forget();
        int data = whole.length - FrameFormat.MESSAGE_CRC;
        if (data < 0 || Checksum.CRC32.of(whole, 0, data) != crc(whole, data)) {
            broken++;
            return Optional.empty();
        }
        return Optional.of(new FrameMessage(kind, Arrays.copyOf(whole, data)));
    }

    private void append(byte[] data) {
        int more = data.length - FrameFormat.FRAGMENT_HEADER;
        if (length + more > parts.length) {
            parts = Arrays.copyOf(parts, Math.max(2 * parts.length, length + more));
        }
        System.arraycopy(data, FrameFormat.FRAGMENT_HEADER, parts, length, more);
        length += more;
    }

    private static long crc(byte[] whole, int at) {
        return Integer.toUnsignedLong(ByteBuffer.wrap(whole).getInt(at));
    }

    private void forget() {
        parts = new byte[0];
        length = 0;
        message = -1;
        next = 0;
    }
}
