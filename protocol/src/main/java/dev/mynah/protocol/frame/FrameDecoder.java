package dev.mynah.protocol.frame;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds frames in a stream of bytes that may begin anywhere, be cut anywhere and hold garbage anywhere. Not thread-safe.
 * Holds at most one frame of the format's MTU.
 *
 * <p>What looks like a frame but does not prove itself costs one byte: the search goes on right behind its first byte, so
 * that a frame in what was taken for its data is still found. While a frame seems to be under way nothing behind its head
 * comes out; when the line falls silent then, {@link #quiet} gives it up.
 */
public final class FrameDecoder {
    private final FrameFormat format;
    private final byte[] head;
    private final byte[] tail;
    private final byte[] held;
    private final ByteBuffer numbers;
    private int filled;
    private long skipped;

    public FrameDecoder(FrameFormat format) {
        this.format = format;
        this.head = format.headBytes();
        this.tail = format.tailBytes();
        this.held = new byte[format.mtu()];
        this.numbers = ByteBuffer.wrap(held).order(format.order());
    }

    /** Takes what came and returns the frames that are complete with it, in their order. */
    public List<Frame> accept(byte[] bytes) {
        List<Frame> found = new ArrayList<>();
        int at = 0;
        while (at < bytes.length) {
            int taken = Math.min(bytes.length - at, held.length - filled);
            System.arraycopy(bytes, at, held, filled, taken);
            filled += taken;
            at += taken;
            search(found, false);
        }
        return found;
    }

    /**
     * The line has been silent for longer than a pause within a frame can be: what is under way will not be completed.
     *
     * @return frames that were held behind what was not one
     */
    public List<Frame> quiet() {
        List<Frame> found = new ArrayList<>();
        search(found, true);
        return found;
    }

    /** Bytes that belonged to no frame, so far. */
    public long skipped() {
        return skipped;
    }

    /** Bytes that wait for the rest of a frame. */
    public int waiting() {
        return filled;
    }

    /** Forgets what waits, as after a line was plugged in anew. */
    public void reset() {
        skip(filled, 0);
    }

    /** What the held bytes from some place on are. */
    private enum Standing {
        NO_FRAME,
        UNFINISHED,
        FRAME
    }

    private void search(List<Frame> found, boolean over) {
        int from = 0;
        int lost = 0;
        while (from < filled) {
            Standing standing = standing(from);
            if (standing == Standing.UNFINISHED && !over) {
                break;
            }
            if (standing == Standing.FRAME) {
                int size = size(from);
                found.add(frame(from));
                from += size;
            } else {
                from++;
                lost++;
            }
        }
        skip(from, lost);
    }

    private void skip(int bytes, int lost) {
        System.arraycopy(held, bytes, held, 0, filled - bytes);
        filled -= bytes;
        skipped += lost;
    }

    private Standing standing(int from) {
        int there = filled - from;
        int compared = Math.min(head.length, there);
        if (!Arrays.equals(held, from, from + compared, head, 0, compared)) {
            return Standing.NO_FRAME;
        }
        if (there < head.length + format.lengthBytes()) {
            return Standing.UNFINISHED;
        }
        long data = format.dataFor(length(from));
        if (data < 0 || data > format.maxData()) {
            return Standing.NO_FRAME;
        }
        int size = (int) data + format.overhead();
        if (there < size) {
            return Standing.UNFINISHED;
        }
        return proven(from, size) ? Standing.FRAME : Standing.NO_FRAME;
    }

    private boolean proven(int from, int size) {
        int end = from + size;
        if (!Arrays.equals(held, end - tail.length, end, tail, 0, tail.length)) {
            return false;
        }
        int check = end - tail.length - format.checksum().bytes();
        int begin = from + head.length;
        return format.checksum().of(held, begin, check - begin)
                == number(check, format.checksum().bytes());
    }

    private int size(int from) {
        return (int) format.dataFor(length(from)) + format.overhead();
    }

    private Frame frame(int from) {
        int type = from + head.length + format.lengthBytes();
        int data = type + 1 + format.sequenceBytes();
        int length = (int) format.dataFor(length(from));
        return new Frame(
                held[type] & 0xff,
                number(type + 1, format.sequenceBytes()),
                Arrays.copyOfRange(held, data, data + length));
    }

    private long length(int from) {
        return number(from + head.length, format.lengthBytes());
    }

    private long number(int at, int bytes) {
        return switch (bytes) {
            case 1 -> held[at] & 0xffL;
            case 2 -> Short.toUnsignedLong(numbers.getShort(at));
            case 4 -> Integer.toUnsignedLong(numbers.getInt(at));
            default -> 0;
        };
    }
}
