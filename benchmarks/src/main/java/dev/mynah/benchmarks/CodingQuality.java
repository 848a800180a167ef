package dev.mynah.benchmarks;

import dev.mynah.voice.audio.CorruptPacketException;
import dev.mynah.voice.audio.OpusCodec;
import dev.mynah.voice.audio.OpusCodecs;
import dev.mynah.voice.audio.OpusCodecs.Choice;
import dev.mynah.voice.audio.Pcm;
import java.util.ArrayList;
import java.util.List;

/**
 * What complexity buys: how far the spectrum of speech lies from the original after 60 ms packets at 24 kHz, in dB (root
 * mean square over 30 bands up to 7.5 kHz, mean over the frames with speech).
 */
public final class CodingQuality {
    private static final int WINDOW = 512;
    private static final int BANDS = 30;
    private static final int BINS_PER_BAND = 8;
    private static final int MAX_DELAY = 600;

    private CodingQuality() {}

    public static void main(String[] arguments) throws CorruptPacketException {
        short[] spoken = Pcm.join(Speech.frames(16_000, 60));
        List<short[]> frames = Speech.frames(24_000, 60);
        System.out.println("| codec | complexity | kbit/s | distance dB |");
        System.out.println("|---|---:|---:|---:|");
        for (Choice choice : List.of(Choice.LIBOPUS, Choice.CONCENTUS)) {
            for (int complexity : new int[] {0, 2, 5, 8, 10}) {
                measure(choice, complexity, frames, spoken);
            }
        }
    }

    private static void measure(Choice choice, int complexity, List<short[]> frames, short[] spoken)
            throws CorruptPacketException {
        List<short[]> heard = new ArrayList<>();
        int bytes = 0;
        try (OpusCodec.Encoder encoder = OpusCodecs.choose(choice, complexity).encoder(24_000, 60);
                OpusCodec.Decoder decoder = OpusCodecs.best().decoder()) {
            for (short[] frame : frames) {
                byte[] packet = encoder.encode(frame);
                bytes += packet.length;
                heard.add(decoder.decode(packet));
            }
        }
        double rate = bytes * 8 / (60.0 * frames.size());
        System.out.printf("| %s | %d | %.1f | %.2f |%n", choice, complexity, rate, distance(spoken, Pcm.join(heard)));
    }

    private static double distance(short[] original, short[] copy) {
        int delay = delay(original, copy);
        double sum = 0;
        int count = 0;
        for (int at = 0; at + WINDOW + delay < copy.length; at += WINDOW) {
            double[] a = bands(original, at);
            double[] b = bands(copy, at + delay);
            double energy = java.util.Arrays.stream(a).sum();
            if (energy < 1e10) {
                continue;
            }
            count++;
            double squares = 0;
            for (int band = 0; band < BANDS; band++) {
                double decibels = 10 * Math.log10((a[band] + energy * 1e-6) / (b[band] + energy * 1e-6));
                squares += decibels * decibels;
            }
            sum += Math.sqrt(squares / BANDS);
        }
        return sum / count;
    }

    private static double[] bands(short[] samples, int at) {
        double[] bands = new double[BANDS];
        for (int bin = 0; bin < BANDS * BINS_PER_BAND; bin++) {
            double real = 0;
            double imaginary = 0;
            for (int i = 0; i < WINDOW; i++) {
                double windowed = samples[at + i] * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / WINDOW));
                real += windowed * Math.cos(2 * Math.PI * bin * i / WINDOW);
                imaginary += windowed * Math.sin(2 * Math.PI * bin * i / WINDOW);
            }
            bands[bin / BINS_PER_BAND] += real * real + imaginary * imaginary;
        }
        return bands;
    }

    /** The codec's delay: where both are most alike. */
    private static int delay(short[] original, short[] copy) {
        int best = 0;
        double most = 0;
        for (int delay = 0; delay < MAX_DELAY; delay++) {
            double likeness = 0;
            for (int i = 0; i + delay < copy.length; i++) {
                likeness += (double) original[i] * copy[i + delay];
            }
            if (likeness > most) {
                most = likeness;
                best = delay;
            }
        }
        return best;
    }
}
