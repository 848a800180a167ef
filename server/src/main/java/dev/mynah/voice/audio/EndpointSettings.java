package dev.mynah.voice.audio;

import java.time.Duration;

/**
 * How the {@link Endpointer} decides, all in audio time.
 *
 * @param startVoice voice needed within {@code startWindow} for an utterance to begin
 * @param startWindow how far back that voice may lie
 * @param endSilence silence that ends an utterance
 * @param preRoll audio before the first voice that belongs to the utterance
 * @param maxUtterance an utterance is ended by force after this
 * @param marginDb how far above the noise floor voice must be
 */
public record EndpointSettings(
        Duration startVoice,
        Duration startWindow,
        Duration endSilence,
        Duration preRoll,
        Duration maxUtterance,
        double marginDb) {
    public static final EndpointSettings DEFAULT = new EndpointSettings(
            Duration.ofMillis(120),
            Duration.ofMillis(400),
            Duration.ofMillis(700),
            Duration.ofMillis(400),
            Duration.ofSeconds(30),
            6);

    public EndpointSettings {
        if (frames(startVoice) < 1 || frames(startWindow) < frames(startVoice)) {
            throw new IllegalArgumentException("start: at least 20 ms of voice within a window that can hold it");
        }
        if (frames(endSilence) < 1 || preRoll.isNegative() || frames(maxUtterance) <= frames(endSilence)) {
            throw new IllegalArgumentException("end: at least 20 ms of silence, and less than the longest utterance");
        }
    }

    /** These settings with another end silence. */
    public EndpointSettings withEndSilence(Duration silence) {
        return new EndpointSettings(startVoice, startWindow, silence, preRoll, maxUtterance, marginDb);
    }

    static int frames(Duration duration) {
        return (int) (AudioTime.samplesIn(duration) / SpeechDetector.FRAME_SAMPLES);
    }
}
