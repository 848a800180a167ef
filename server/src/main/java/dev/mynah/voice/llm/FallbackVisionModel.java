package dev.mynah.voice.llm;

import dev.mynah.voice.provider.ProviderChain;
import dev.mynah.voice.provider.ProviderEvents;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.ProviderHealth;
import dev.mynah.voice.provider.Stage;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

/** Models that see, in order: the next one is asked when one fails. Thread-safe. */
public final class FallbackVisionModel implements VisionModel {
    private final ProviderChain<VisionModel> chain;

    /**
     * @param providers first choice first; at least one
     * @param nanoTime monotonic nanoseconds
     */
    public FallbackVisionModel(List<? extends VisionModel> providers, LongSupplier nanoTime, ProviderEvents events) {
        this.chain = new ProviderChain<>(Stage.VISION, providers, VisionModel::name, nanoTime, events);
    }

    @Override
    public String name() {
        return chain.names();
    }

    /** How each model is doing, in order. */
    public List<ProviderHealth> health() {
        return chain.health();
    }

    @Override
    public String look(PictureQuestion question) throws ProviderException, InterruptedException {
        AtomicReference<String> seen = new AtomicReference<>("");
        chain.firstOf(
                any -> true,
                (model, answered) -> {
                    seen.set(model.look(question));
                    answered.run();
                },
                () -> true);
        return seen.get();
    }
}
