package dev.mynah.voice.audio;

import java.util.Random;

/** Sounds for tests: the same every time. */
public final class Sound {
    private Sound() {}

    static short[] silence(int samples) {
        return new short[samples];
    }

    /** A sine of that amplitude (1 = full scale), starting at phase zero. */
    public static short[] sine(double hertz, double amplitude, int rate, int samples) {
        short[] out = new short[samples];
        for (int i = 0; i < samples; i++) {
            out[i] = (short) Math.round(32767 * amplitude * Math.sin(2 * Math.PI * hertz * i / rate));
        }
        return out;
    }

    /** White noise of that level in dB below full scale. */
    static short[] noise(double level, int samples, long seed) {
        Random random = new Random(seed);
        double deviation = 32768 * Math.pow(10, level / 20);
        short[] out = new short[samples];
        for (int i = 0; i < samples; i++) {
            out[i] = clamp(random.nextGaussian() * deviation);
        }
        return out;
    }

    static short[] sum(short[] a, short[] b) {
        short[] out = a.clone();
        for (int i = 0; i < out.length && i < b.length; i++) {
            out[i] = clamp(out[i] + b[i]);
        }
        return out;
    }

    static short[] join(short[]... pieces) {
        return Pcm.join(java.util.List.of(pieces));
    }

    /** Scales so that the level of the whole is as wanted. */
    static short[] atLevel(double level, short[] samples) {
        double factor = Math.pow(10, (level - NoiseFloor.level(samples)) / 20);
        short[] out = new short[samples.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = clamp(samples[i] * factor);
        }
        return out;
    }

    /**
     * How far the sine of a frequency stands above everything else in the samples, in dB. Least-squares fit, so that
     * neither phase nor gain matters.
     */
    public static double signalToNoise(short[] samples, double hertz, int rate, int from, int to) {
        double[] fit = fit(samples, hertz, rate, from, to);
        double signal = 0;
        double rest = 0;
        for (int i = from; i < to; i++) {
            double angle = 2 * Math.PI * hertz * i / rate;
            double value = fit[0] * Math.sin(angle) + fit[1] * Math.cos(angle);
            signal += value * value;
            rest += (samples[i] - value) * (samples[i] - value);
        }
        return 10 * Math.log10(signal / Math.max(rest, 1e-9));
    }

    /** Amplitude (1 = full scale) of a frequency in the samples. */
    static double amplitude(short[] samples, double hertz, int rate, int from, int to) {
        double[] fit = fit(samples, hertz, rate, from, to);
        return Math.hypot(fit[0], fit[1]) / 32767;
    }

    private static double[] fit(short[] samples, double hertz, int rate, int from, int to) {
        double ss = 0;
        double cc = 0;
        double sc = 0;
        double xs = 0;
        double xc = 0;
        for (int i = from; i < to; i++) {
            double s = Math.sin(2 * Math.PI * hertz * i / rate);
            double c = Math.cos(2 * Math.PI * hertz * i / rate);
            ss += s * s;
            cc += c * c;
            sc += s * c;
            xs += samples[i] * s;
            xc += samples[i] * c;
        }
        double determinant = ss * cc - sc * sc;
        return new double[] {(xs * cc - xc * sc) / determinant, (xc * ss - xs * sc) / determinant};
    }

    private static short clamp(double value) {
        return (short) Math.clamp(Math.round(value), Short.MIN_VALUE, Short.MAX_VALUE);
    }
}
