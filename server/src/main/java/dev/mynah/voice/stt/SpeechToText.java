package dev.mynah.voice.stt;

import dev.mynah.voice.provider.ProviderException;
import java.util.Locale;

/** Recognises speech. Implementations are thread-safe; each {@link Transcription} belongs to one utterance. */
public interface SpeechToText {
    /** Name for logs and metrics, such as {@code sphinx}. */
    String name();

    /**
     * Begins an utterance.
     *
     * @param language what the speaker most likely speaks; a hint
     * @throws ProviderException when no utterance can be taken now
     */
    Transcription open(Locale language) throws ProviderException;

    /** One utterance being recognised. One thread feeds and finishes it; any thread may close it. */
    interface Transcription extends AutoCloseable {
        /** Feeds 16 kHz mono samples. Never blocks for longer than a copy; a failure shows in {@link #finish}. */
        void accept(short[] samples);

        /**
         * Says that the utterance is complete and waits for its text.
         *
         * @return what was heard; empty text when there were no words
         */
        Transcript finish() throws ProviderException, InterruptedException;

        /** Lets go of the utterance, finished or not. Idempotent. */
        @Override
        void close();
    }
}
