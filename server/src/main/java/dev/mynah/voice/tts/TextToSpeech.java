package dev.mynah.voice.tts;

import dev.mynah.voice.provider.ProviderException;
import java.util.Locale;

/** Speaks text. Implementations are thread-safe. */
public interface TextToSpeech {
    /** Name for logs and metrics, such as {@code freetts}. */
    String name();

    /** Whether this voice can speak the text's script at all, so that nobody hears silence instead of words. */
    boolean canSpeak(String text, Locale language);

    /**
     * Speaks one sentence, handing samples on as they come. Returns when the sentence is complete.
     *
     * @throws ProviderException when it could not be spoken, also part-way
     * @throws InterruptedException when the thread is interrupted, or the sink no longer takes samples
     */
    void synthesize(String sentence, Locale language, PcmSink sink) throws ProviderException, InterruptedException;

    /** Takes mono samples at the rate the voice produces. May block to hold the producer back. */
    @FunctionalInterface
    interface PcmSink {
        /**
         * @param samples 16-bit mono; owned by the receiver from here on
         * @param sampleRate in Hz, constant within one sentence
         */
        void accept(short[] samples, int sampleRate) throws InterruptedException;
    }
}
