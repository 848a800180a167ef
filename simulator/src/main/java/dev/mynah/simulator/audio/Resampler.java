package dev.mynah.simulator.audio;

/** Changes sample rates with a windowed sinc that also keeps out what the new rate cannot carry. Stateless. */
final class Resampler {
    /** Zero crossings of the sinc on each side; enough for speech. */
    private static final int LOBES = 16;

    private Resampler() {}

    static short[] resample(short[] in, int from, int to) {
        double step = (double) from / to;
        double cutoff = Math.min(1.0, (double) to / from) * 0.95;
        int reach = (int) Math.ceil(LOBES / cutoff);
        short[] out = new short[(int) ((long) in.length * to / from)];
        for (int i = 0; i < out.length; i++) {
            out[i] = at(in, i * step, cutoff, reach);
        }
        return out;
    }

    private static short at(short[] in, double position, double cutoff, int reach) {
        int centre = (int) position;
        double sum = 0;
        double weight = 0;
        for (int k = Math.max(0, centre - reach); k <= Math.min(in.length - 1, centre + reach); k++) {
            double distance = k - position;
            double tap = sinc(distance * cutoff) * window(distance / (reach + 1));
            sum += in[k] * tap;
            weight += tap;
        }
        double value = weight == 0 ? 0 : sum / weight;
        return (short) Math.round(Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, value)));
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
    }

    private static double window(double x) {
        return 0.5 + 0.5 * Math.cos(Math.PI * x);
    }
}
