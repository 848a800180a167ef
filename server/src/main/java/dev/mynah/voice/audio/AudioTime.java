package dev.mynah.voice.audio;

import java.time.Duration;

/**
 * A moment in a stream, counted in samples at {@link OpusCodec#LISTEN_RATE} since the stream began. Never wall time: it
 * does not care how fast the audio arrives.
 */
public record AudioTime(long samples) implements Comparable<AudioTime> {
    public static final AudioTime START = new AudioTime(0);

    private static final long NANOS_PER_SAMPLE = 1_000_000_000L / OpusCodec.LISTEN_RATE;

    /** Milliseconds since the stream began, rounded down. */
    public long millis() {
        return samples * 1000 / OpusCodec.LISTEN_RATE;
    }

    public AudioTime plus(Duration duration) {
        return new AudioTime(samples + samplesIn(duration));
    }

    public AudioTime minus(Duration duration) {
        return new AudioTime(samples - samplesIn(duration));
    }

    /** How long after the other moment this one is; negative when it is before. */
    public Duration since(AudioTime earlier) {
        return durationOf(samples - earlier.samples);
    }

    @Override
    public int compareTo(AudioTime other) {
        return Long.compare(samples, other.samples);
    }

    /** Whole samples in a duration. */
    public static long samplesIn(Duration duration) {
        return duration.toNanos() / NANOS_PER_SAMPLE;
    }

    /** The duration of so many samples. */
    public static Duration durationOf(long samples) {
        return Duration.ofNanos(samples * NANOS_PER_SAMPLE);
    }
}
