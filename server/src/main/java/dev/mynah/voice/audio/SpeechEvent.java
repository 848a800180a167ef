package dev.mynah.voice.audio;

import java.time.Duration;

/** What the {@link Endpointer} heard. The samples of one utterance, in order, have neither gaps nor overlaps. */
public sealed interface SpeechEvent {
    /**
     * Somebody began to speak.
     *
     * @param at first voiced moment
     * @param preRoll samples up to now, from a little before {@code at}, so that the first word is whole
     */
    record SpeechStarted(AudioTime at, short[] preRoll) implements SpeechEvent {}

    /** The next samples of the utterance, pauses included. */
    record SpeechContinues(short[] samples) implements SpeechEvent {}

    /**
     * The utterance is over.
     *
     * @param at when that was decided; the voice ended at {@code at - silenceWindow}
     * @param silenceWindow how long it had been silent by then
     * @param voiced whether any voice was in it; only a held button can make an utterance without
     */
    record SpeechStopped(AudioTime at, Duration silenceWindow, boolean voiced) implements SpeechEvent {
        /** When the speaker really stopped. */
        public AudioTime endOfVoice() {
            return at.minus(silenceWindow);
        }
    }
}
