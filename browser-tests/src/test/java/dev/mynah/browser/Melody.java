package dev.mynah.browser;

/**
 * How alike two recordings of speech are in when they are loud and when they are quiet, whatever the delay and the loudness: 1
 * for the same words from the same voice, and little for other words. Stateless.
 */
final class Melody {
    /** 20 ms at 16 kHz. */
    private static final int WINDOW = 320;

    private static final int MOST_LATE = 100;

    private Melody() {}

    static double likeness(short[] one, short[] other) {
        double[] a = loudness(one);
        double[] b = loudness(other);
        double best = -1;
        for (int late = -MOST_LATE; late <= MOST_LATE; late++) {
            best = Math.max(best, correlation(a, b, late));
        }
        return best;
    }

    private static double[] loudness(short[] samples) {
        double[] windows = new double[samples.length / WINDOW];
        for (int w = 0; w < windows.length; w++) {
            double square = 0;
            for (int i = w * WINDOW; i < (w + 1) * WINDOW; i++) {
                square += (double) samples[i] * samples[i];
            }
            windows[w] = Math.log(1 + Math.sqrt(square / WINDOW) / 100);
        }
        return windows;
    }

    /** Over the whole of the longer one, silence standing where one of them is not. */
    private static double correlation(double[] a, double[] b, int late) {
        int begin = Math.min(0, late);
        int end = Math.max(a.length, b.length + late);
        double meanA = mean(a, end - begin);
        double meanB = mean(b, end - begin);
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = begin; i < end; i++) {
            double x = at(a, i) - meanA;
            double y = at(b, i - late) - meanB;
            ab += x * y;
            aa += x * x;
            bb += y * y;
        }
        return ab / Math.sqrt(aa * bb + 1e-9);
    }

    private static double mean(double[] values, int over) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / over;
    }

    private static double at(double[] values, int i) {
        return i < 0 || i >= values.length ? 0 : values[i];
    }
}
