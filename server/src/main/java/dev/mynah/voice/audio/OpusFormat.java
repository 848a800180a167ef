package dev.mynah.voice.audio;

import java.util.Set;

/** What an Opus stream may look like, checked once where a coder is made. */
final class OpusFormat {
    /** Largest packet RFC 6716 allows for 60 ms: three frames of 1275 bytes and their lengths. */
    static final int MAX_PACKET_BYTES = 4_000;

    /** Samples of the longest packet, 120 ms, at 48 kHz. */
    static final int MAX_48K_SAMPLES = 5_760;

    private static final Set<Integer> RATES = Set.of(8_000, 12_000, 16_000, 24_000, 48_000);
    private static final Set<Integer> FRAMES = Set.of(5, 10, 20, 40, 60);

    private OpusFormat() {}

    static int frameSamples(int sampleRate, int frameMillis) {
        if (!RATES.contains(sampleRate)) {
            throw new IllegalArgumentException("Opus has no sample rate of " + sampleRate + " Hz");
        }
        if (!FRAMES.contains(frameMillis)) {
            throw new IllegalArgumentException("devices have no decoder for frames of " + frameMillis + " ms");
        }
        return sampleRate / 1000 * frameMillis;
    }

    static int complexity(int complexity) {
        if (complexity < 0 || complexity > 10) {
            throw new IllegalArgumentException("complexity is 0 to 10, not " + complexity);
        }
        return complexity;
    }

    static void requireFrame(short[] frame, int samples) {
        if (frame.length != samples) {
            throw new IllegalArgumentException("a frame has " + samples + " samples, not " + frame.length);
        }
    }
}
