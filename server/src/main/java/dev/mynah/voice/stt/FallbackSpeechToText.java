package dev.mynah.voice.stt;

import dev.mynah.voice.provider.ProviderChain;
import dev.mynah.voice.provider.ProviderEvents;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.ProviderHealth;
import dev.mynah.voice.provider.Stage;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Recognisers in order: the first hears an utterance as it is spoken; when it fails, the next one hears it again from
 * the audio kept. The transcript names the one that answered. Thread-safe.
 */
public final class FallbackSpeechToText implements SpeechToText {
    private final ProviderChain<SpeechToText> chain;
    private final LongSupplier nanoTime;

    /**
     * @param providers first choice first; at least one
     * @param nanoTime monotonic nanoseconds
     */
    public FallbackSpeechToText(List<? extends SpeechToText> providers, LongSupplier nanoTime, ProviderEvents events) {
        this.chain = new ProviderChain<>(Stage.RECOGNITION, providers, SpeechToText::name, nanoTime, events);
        this.nanoTime = nanoTime;
    }

    @Override
    public String name() {
        return chain.names();
    }

    /** How each recogniser is doing, in order. */
    public List<ProviderHealth> health() {
        return chain.health();
    }

    @Override
    public Transcription open(Locale language) throws ProviderException {
        return new ReplayedTranscription(chain.trials(_ -> true), language, nanoTime);
    }
}
