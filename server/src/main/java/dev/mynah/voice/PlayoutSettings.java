package dev.mynah.voice;

import java.time.Duration;

/**
 * How a device wants to be fed (firmware wire contract §7).
 *
 * @param frameMillis duration of every packet
 * @param waitsForPlayback whether {@code tts stop} must wait until the last packet was played: firmware before 2.2.2 cuts
 *     what is still queued when it arrives (contract §4.7)
 * @param paced whether packets leave as they are to be played; otherwise as soon as they are there
 */
public record PlayoutSettings(int frameMillis, boolean waitsForPlayback, boolean paced) {
    /** For a device that plays what comes. */
    public PlayoutSettings(int frameMillis, boolean waitsForPlayback) {
        this(frameMillis, waitsForPlayback, true);
    }

    /** For somebody who wants a reply as a whole. */
    public static PlayoutSettings atOnce(int frameMillis) {
        return new PlayoutSettings(frameMillis, false, false);
    }

    /** Frames sent ahead of time; few, because nothing takes a delivered frame back (contract §7). */
    static final int LEAD_FRAMES = 2;

    /** How much closer than real time the first frames follow each other while the lead builds up. */
    static final Duration LEAD_GAIN_PER_FRAME = Duration.ofMillis(10);

    /** A device switches to speaking a moment after {@code tts start}; audio before that is lost (contract §4.7). */
    static final Duration SETTLE = Duration.ofMillis(60);

    /** Silence between the last packet's end and {@code tts stop} for firmware that cuts. */
    static final Duration PLAYBACK_MARGIN = Duration.ofMillis(200);

    /** How far synthesis may run ahead of the voice. */
    static final Duration MAX_AHEAD = Duration.ofSeconds(5);

    long frameNanos() {
        return frameMillis * 1_000_000L;
    }

    int maxQueuedFrames() {
        return (int) (MAX_AHEAD.toMillis() / frameMillis);
    }
}
