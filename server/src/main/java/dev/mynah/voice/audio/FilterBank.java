package dev.mynah.voice.audio;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The low-pass of a conversion between two rates, cut into one row of taps per output phase (polyphase windowed sinc,
 * Kaiser window). It passes what lies below 0.86 of the lower Nyquist frequency and suppresses what lies above the
 * lower Nyquist frequency by about {@value #ATTENUATION_DB} dB. Immutable; one per pair of rates, shared.
 */
record FilterBank(int phases, int step, int half, float[][] taps) {
    private static final double ATTENUATION_DB = 70;
    private static final double TRANSITION = 0.14;
    private static final FilterBank SAME = new FilterBank(1, 1, 2, new float[][] {{0, 1, 0, 0}});
    private static final Map<Long, FilterBank> KNOWN = new ConcurrentHashMap<>();

    /** Rows of taps that one pair of rates may need: 80 for 44.1 kHz; more means an odd rate, not a useful one. */
    private static final int MAX_PHASES = 1_000;

    static FilterBank between(int from, int to) {
        if (from < 4_000 || from > 192_000 || to < 4_000 || to > 192_000) {
            throw new IllegalArgumentException("rates from 4000 to 192000 Hz, not " + from + " -> " + to);
        }
        return from == to ? SAME : KNOWN.computeIfAbsent((long) from << 32 | to, pair -> design(from, to));
    }

    private static FilterBank design(int from, int to) {
        int common = greatestCommonDivisor(from, to);
        int phases = to / common;
        if (phases > MAX_PHASES) {
            throw new IllegalArgumentException("no useful ratio between " + from + " and " + to + " Hz");
        }
        double lower = Math.min(1.0, (double) to / from);
        // Kaiser's estimate of the length for an attenuation and a transition width, rounded to whole fours.
        double length = (ATTENUATION_DB - 7.95) / (14.36 * TRANSITION * lower / 2);
        int half = 2 * (int) Math.ceil(length / 4);
        float[][] taps = new float[phases][];
        for (int phase = 0; phase < phases; phase++) {
            taps[phase] = row(half, (double) phase / phases, lower * (1 - TRANSITION / 2));
        }
        return new FilterBank(phases, from / common, half, taps);
    }

    private static float[] row(int half, double fraction, double cutoff) {
        double beta = 0.1102 * (ATTENUATION_DB - 8.7);
        double[] ideal = new double[2 * half];
        double sum = 0;
        for (int k = 0; k < ideal.length; k++) {
            double distance = k - (half - 1) - fraction;
            double edge = distance / half;
            double window = besselI0(beta * Math.sqrt(Math.max(0, 1 - edge * edge))) / besselI0(beta);
            ideal[k] = sinc(cutoff * distance) * window;
            sum += ideal[k];
        }
        float[] row = new float[ideal.length];
        for (int k = 0; k < row.length; k++) {
            row[k] = (float) (ideal[k] / sum);
        }
        return row;
    }

    private static double sinc(double x) {
        return Math.abs(x) < 1e-12 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double besselI0(double x) {
        double term = 1;
        double sum = 1;
        for (int k = 1; term > 1e-12 * sum; k++) {
            term *= (x / (2 * k)) * (x / (2 * k));
            sum += term;
        }
        return sum;
    }

    private static int greatestCommonDivisor(int a, int b) {
        return b == 0 ? a : greatestCommonDivisor(b, a % b);
    }
}
