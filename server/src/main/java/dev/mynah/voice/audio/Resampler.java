package dev.mynah.voice.audio;

import java.util.Arrays;

/**
 * Converts a mono stream from one sample rate to another, piece by piece; pieces of any size give the same samples as
 * one long piece. Not thread-safe: one per stream. Why we own it: docs/adr/0011.
 */
public final class Resampler {
    private final FilterBank bank;
    private final int lead;
    private float[] buffer;
    private int filled;
    private int base;
    private int phase;

    private Resampler(FilterBank bank, int delay) {
        this.bank = bank;
        this.lead = bank.half() - 1 + delay;
        this.buffer = new float[lead + 4096];
        restart();
    }

    /**
     * A converter whose output lines up with its input: nothing is delayed, but the last few milliseconds come with
     * {@link #flush}. For whole utterances, such as synthesised sentences.
     */
    public static Resampler aligned(int fromRate, int toRate) {
        return new Resampler(FilterBank.between(fromRate, toRate), 0);
    }

    /**
     * A converter that answers every piece at once with exactly its share of samples, delayed by half the length of
     * the filter (about 2 ms from 48 to 16 kHz). For live audio.
     */
    public static Resampler immediate(int fromRate, int toRate) {
        FilterBank bank = FilterBank.between(fromRate, toRate);
        return new Resampler(bank, bank.half());
    }

    /** Converts the next samples; what cannot be computed yet waits for the next call. */
    public short[] process(short[] samples) {
        append(samples);
        short[] out = new short[ready()];
        int at = base;
        int row = phase;
        for (int i = 0; i < out.length; i++) {
            out[i] = clamp(filter(bank.taps()[row], at - bank.half() + 1));
            row += bank.step();
            at += row / bank.phases();
            row %= bank.phases();
        }
        phase = row;
        base = at;
        dropUsed();
        return out;
    }

    /** The samples still inside the filter. Afterwards the converter is as new. */
    public short[] flush() {
        short[] tail = process(new short[bank.half()]);
        restart();
        return tail;
    }

    private void append(short[] samples) {
        if (filled + samples.length > buffer.length) {
            buffer = Arrays.copyOf(buffer, filled + samples.length);
        }
        for (short sample : samples) {
            buffer[filled++] = sample;
        }
    }

    /** How many outputs have all their inputs: those i with floor((phase + i step) / phases) <= last - base. */
    private int ready() {
        long reach = (long) filled - bank.half() - base;
        return reach <= 0 ? 0 : (int) ((reach * bank.phases() - phase + bank.step() - 1) / bank.step());
    }

    // Four sums, because a single one would wait for every addition before it starts the next.
    private float filter(float[] taps, int from) {
        float a = 0;
        float b = 0;
        float c = 0;
        float d = 0;
        for (int k = 0; k < taps.length; k += 4) {
            a += taps[k] * buffer[from + k];
            b += taps[k + 1] * buffer[from + k + 1];
            c += taps[k + 2] * buffer[from + k + 2];
            d += taps[k + 3] * buffer[from + k + 3];
        }
        return (a + b) + (c + d);
    }

    private void dropUsed() {
        int used = Math.min(base - bank.half() + 1, filled);
        System.arraycopy(buffer, used, buffer, 0, filled - used);
        filled -= used;
        base -= used;
    }

    private void restart() {
        Arrays.fill(buffer, 0, lead, 0);
        filled = lead;
        base = bank.half() - 1;
        phase = 0;
    }

    private static short clamp(float value) {
        return (short) Math.clamp(Math.round(value), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
