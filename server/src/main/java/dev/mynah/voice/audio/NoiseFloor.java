package dev.mynah.voice.audio;

import java.util.Arrays;

/**
 * Follows how loud a room is when nobody speaks: the quietest smoothed frame of the last few seconds. Speech has dips
 * within every second, so it does not lift the floor; steady noise does. Not thread-safe.
 */
final class NoiseFloor {
    /** Quieter than this is a codec's or a converter's zero, not a room. */
    static final double DIGITAL_SILENCE_DB = -75;

    private static final int BLOCKS = 8;
    private static final int FRAMES_PER_BLOCK = 20;
    private static final double SMOOTHING = 0.6;

    private final double[] quietest = new double[BLOCKS];
    private int block;
    private int frames;
    private double smoothed;

    NoiseFloor() {
        reset();
    }

    /** Level of a frame in dB below full scale; at least -96. */
    static double level(short[] frame) {
        double energy = 0;
        for (short sample : frame) {
            energy += (double) sample * sample;
        }
        double mean = energy / frame.length / (32768.0 * 32768.0);
        return mean < 2.5e-10 ? -96 : 10 * Math.log10(mean);
    }

    /** Learns from a frame. Digital silence teaches nothing: after it the room would sound like shouting. */
    void learn(double level) {
        if (level <= DIGITAL_SILENCE_DB) {
            return;
        }
        smoothed = Double.isNaN(smoothed) ? level : SMOOTHING * smoothed + (1 - SMOOTHING) * level;
        if (frames == FRAMES_PER_BLOCK) {
            frames = 0;
            block = (block + 1) % BLOCKS;
            quietest[block] = Double.POSITIVE_INFINITY;
        }
        frames++;
        quietest[block] = Math.min(quietest[block], smoothed);
    }

    /** The floor in dB below full scale; {@link #DIGITAL_SILENCE_DB} before anything was heard. */
    double level() {
        double least = Arrays.stream(quietest).min().orElseThrow();
        return least == Double.POSITIVE_INFINITY ? DIGITAL_SILENCE_DB : least;
    }

    void reset() {
        Arrays.fill(quietest, Double.POSITIVE_INFINITY);
        block = 0;
        frames = 0;
        smoothed = Double.NaN;
    }
}
