package dev.mynah.voice.tts;

import dev.mynah.voice.provider.ProviderChain;
import dev.mynah.voice.provider.ProviderEvents;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.ProviderHealth;
import dev.mynah.voice.provider.Stage;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Voices in order, anew for each sentence: the next one that can speak it is asked only while no sample of the sentence
 * was handed on. Voices may differ in their rate; each sentence has one. Thread-safe.
 */
public final class FallbackTextToSpeech implements TextToSpeech {
    private final ProviderChain<TextToSpeech> chain;

    /**
     * @param providers first choice first; at least one
     * @param nanoTime monotonic nanoseconds
     */
    public FallbackTextToSpeech(List<? extends TextToSpeech> providers, LongSupplier nanoTime, ProviderEvents events) {
        this.chain = new ProviderChain<>(Stage.SPEECH, providers, TextToSpeech::name, nanoTime, events);
    }

    @Override
    public String name() {
        return chain.names();
    }

    /** How each voice is doing, in order. */
    public List<ProviderHealth> health() {
        return chain.health();
    }

    @Override
    public boolean canSpeak(String text, Locale language) {
        return chain.anySuits(voice -> voice.canSpeak(text, language));
    }

    @Override
    public void synthesize(String sentence, Locale language, PcmSink sink)
            throws ProviderException, InterruptedException {
        AtomicBoolean handed = new AtomicBoolean();
        chain.firstOf(
                voice -> voice.canSpeak(sentence, language),
                (voice, answered) -> voice.synthesize(sentence, language, (samples, rate) -> {
                    handed.set(true);
                    answered.run();
                    sink.accept(samples, rate);
                }),
                () -> !handed.get());
    }
}
