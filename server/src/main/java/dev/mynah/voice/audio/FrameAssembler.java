package dev.mynah.voice.audio;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Cuts a stream of samples that comes in pieces of any size into frames of one size, the way encoders and detectors
 * want it. Holds less than one frame. Not thread-safe.
 */
public final class FrameAssembler {
    private final short[] partial;
    private int filled;

    /** @param frameSamples samples in every frame */
    public FrameAssembler(int frameSamples) {
        if (frameSamples < 1) {
            throw new IllegalArgumentException("a frame has at least one sample");
        }
        partial = new short[frameSamples];
    }

    /** The frames that are whole now; each array is the caller's to keep. */
    public List<short[]> add(short[] samples) {
        List<short[]> frames = new ArrayList<>((filled + samples.length) / partial.length);
        int at = 0;
        while (at < samples.length) {
            int taken = Math.min(partial.length - filled, samples.length - at);
            System.arraycopy(samples, at, partial, filled, taken);
            at += taken;
            filled += taken;
            if (filled == partial.length) {
                frames.add(partial.clone());
                filled = 0;
            }
        }
        return frames;
    }

    /** Samples that wait for the rest of their frame. */
    public int waiting() {
        return filled;
    }

    /** The samples that wait, padded with silence to a whole frame; nothing when none wait. */
    public List<short[]> flush() {
        if (filled == 0) {
            return List.of();
        }
        Arrays.fill(partial, filled, partial.length, (short) 0);
        filled = 0;
        return List.of(partial.clone());
    }

    /** The samples that wait, as they are. */
    short[] drain() {
        short[] rest = Arrays.copyOf(partial, filled);
        filled = 0;
        return rest;
    }

    /** Forgets what waits. */
    public void reset() {
        filled = 0;
    }
}
