package dev.mynah.protocol.audio;

import java.util.Set;

/**
 * What a hello says about audio in one direction (firmware wire contract §4.3, §7).
 *
 * @param format the codec, {@code opus}
 * @param sampleRate in Hz
 * @param channels 1 on every known device
 * @param frameDurationMillis length of every packet, in milliseconds
 */
public record AudioParams(String format, int sampleRate, int channels, int frameDurationMillis) {
    /** What a device's microphone sends. */
    public static final AudioParams UPLINK = new AudioParams("opus", 16_000, 1, 60);

    /** What suits nearly every device's loudspeaker, and what a device assumes until told otherwise. */
    public static final AudioParams DOWNLINK = new AudioParams("opus", 24_000, 1, 60);

    private static final Set<Integer> RATES = Set.of(8_000, 12_000, 16_000, 24_000, 48_000);
    private static final Set<Integer> DURATIONS = Set.of(5, 10, 20, 40, 60, 80, 100, 120);

    /** Whether a device can build a decoder for this; otherwise it stays silent without saying so (§7). */
    public boolean playable() {
        return format.equals("opus")
                && channels == 1
                && RATES.contains(sampleRate)
                && DURATIONS.contains(frameDurationMillis);
    }

    /** Samples of one channel in a packet. */
    public int samplesPerFrame() {
        return Math.toIntExact((long) sampleRate * frameDurationMillis / 1000);
    }
}
