package dev.mynah.voice.audio;

/** How alike two recordings sound, whatever the delay between them. */
public final class Similarity {
    private static final int MAX_DELAY = 600;

    private Similarity() {}

    /**
     * The best normalised cross-correlation of what lies below about 2 kHz, over delays of up to 37 ms: 1 for a copy,
     * about 0 for something else. Codecs keep the waveform down there.
     */
    public static double of(short[] original, short[] copy) {
        double[] a = smooth(original);
        double[] b = smooth(copy);
        double best = -1;
        for (int delay = 0; delay < MAX_DELAY; delay++) {
            best = Math.max(best, correlation(a, b, delay));
        }
        return best;
    }

    /** By how many samples the copy is later, judged like {@link #of}. */
    static int delay(short[] original, short[] copy) {
        double[] a = smooth(original);
        double[] b = smooth(copy);
        int best = 0;
        for (int delay = 0; delay < MAX_DELAY; delay++) {
            best = correlation(a, b, delay) > correlation(a, b, best) ? delay : best;
        }
        return best;
    }

    private static double correlation(double[] a, double[] b, int delay) {
        int count = Math.min(a.length, b.length - delay);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < count; i++) {
            ab += a[i] * b[i + delay];
            aa += a[i] * a[i];
            bb += b[i + delay] * b[i + delay];
        }
        return ab / Math.sqrt(aa * bb + 1e-9);
    }

    private static double[] smooth(short[] samples) {
        double[] out = new double[samples.length];
        for (int i = 4; i < samples.length; i++) {
            out[i] = (samples[i] + samples[i - 1] + samples[i - 2] + samples[i - 3]) / 4.0;
        }
        return out;
    }
}
