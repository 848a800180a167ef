package dev.mynah.voice.llm;

import dev.mynah.protocol.Emotion;
import dev.mynah.tool.ToolBox;
import dev.mynah.voice.provider.ProviderChain;
import dev.mynah.voice.provider.ProviderEvents;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.ProviderHealth;
import dev.mynah.voice.provider.Stage;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Models in order: the next one is asked only while nothing was handed on, since two halves of two answers make none.
 * A tool that was called already is not called again by the next model, which gets the result known. Thread-safe.
 */
public final class FallbackLanguageModel implements LanguageModel {
    private final ProviderChain<LanguageModel> chain;

    /**
     * @param providers first choice first; at least one
     * @param nanoTime monotonic nanoseconds
     */
    public FallbackLanguageModel(
            List<? extends LanguageModel> providers, LongSupplier nanoTime, ProviderEvents events) {
        this.chain = new ProviderChain<>(Stage.CHAT, providers, LanguageModel::name, nanoTime, events);
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
    public void reply(ReplyRequest request, ReplySink sink) throws ProviderException, InterruptedException {
        AtomicBoolean handed = new AtomicBoolean();
        RememberedTools tools = new RememberedTools(request.tools());
        chain.firstOf(
                _ -> true,
                (model, answered) -> model.reply(with(request, tools.forNextModel()), noticing(sink, () -> {
                    handed.set(true);
                    answered.run();
                })),
                () -> !handed.get());
    }

    private static ReplyRequest with(ReplyRequest request, ToolBox tools) {
        return new ReplyRequest(
                request.prompt(), request.history(), request.text(), request.language(), request.zone(), tools);
    }

    private static ReplySink noticing(ReplySink sink, Runnable notice) {
        return new ReplySink() {
            @Override
            public void text(String piece) throws InterruptedException {
                notice.run();
                sink.text(piece);
            }

            @Override
            public void emotion(Emotion emotion) throws InterruptedException {
                notice.run();
                sink.emotion(emotion);
            }
        };
    }
}
