package dev.mynah.voice.llm;

import dev.mynah.voice.provider.ProviderException;

/** Answers what a person said. Implementations are thread-safe. */
public interface LanguageModel {
    /** Name for logs and metrics, such as {@code offline}. */
    String name();

    /**
     * Produces one reply on the calling thread, calling tools through the request's tool box as needed, and returns when
     * the reply is complete.
     *
     * @throws ProviderException when there is no (further) reply; text already handed to the sink stands
     * @throws InterruptedException when the turn was cancelled
     */
    void reply(ReplyRequest request, ReplySink sink) throws ProviderException, InterruptedException;
}
