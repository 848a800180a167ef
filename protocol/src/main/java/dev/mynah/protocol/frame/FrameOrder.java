package dev.mynah.protocol.frame;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts frames with SEQUENCE back in order and drops those that come twice. Not thread-safe. Holds at most
 * {@link #WINDOW} frames for one that is missing.
 *
 * <p>A number within the window ahead waits for those before it. One within the window behind came late or twice. Any
 * other is a jump: the sender began anew, or more was lost than can be waited for; it counts from there.
 */
final class FrameOrder {
    /** Frames that are held for a missing one. */
    static final int WINDOW = 32;

    private final long modulus;
    private final @Nullable Frame[] held = new Frame[WINDOW];
    private long expected;
    private long lost;
    private int holding;

    /** @param sequenceBytes 1 or 2; the sender's first number is 0 */
    FrameOrder(int sequenceBytes) {
        this.modulus = 1L << (8 * sequenceBytes);
    }

    /** The frames whose turn it is with this one. */
    List<Frame> accept(Frame frame) {
        long ahead = Math.floorMod(frame.sequence() - expected, modulus);
        List<Frame> next = new ArrayList<>();
        if (ahead >= modulus - WINDOW) {
            return next;
        }
        if (ahead >= WINDOW) {
            next.addAll(giveUp());
            lost += Math.floorMod(frame.sequence() - expected, modulus);
            expected = frame.sequence();
        }
        int place = (int) (frame.sequence() % WINDOW);
        if (held[place] == null) {
            held[place] = frame;
            holding++;
        }
        release(next);
        return next;
    }

    /** What is missing will not come any more: the frames that waited for it, in order. */
    List<Frame> giveUp() {
        List<Frame> next = new ArrayList<>();
        while (holding > 0) {
            if (held[(int) (expected % WINDOW)] == null) {
                lost++;
                expected = (expected + 1) % modulus;
            } else {
                release(next);
            }
        }
        return next;
    }

    /** Frames that never came, so far. */
    long lost() {
        return lost;
    }

    /** Begins as new: the next number is 0. */
    void reset() {
        java.util.Arrays.fill(held, null);
        holding = 0;
        expected = 0;
    }

    private void release(List<Frame> next) {
        int place = (int) (expected % WINDOW);
        for (Frame frame = held[place]; frame != null; frame = held[place]) {
            held[place] = null;
            holding--;
            next.add(frame);
            expected = (expected + 1) % modulus;
            place = (int) (expected % WINDOW);
        }
    }
}
