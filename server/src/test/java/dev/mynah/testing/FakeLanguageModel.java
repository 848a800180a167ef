package dev.mynah.testing;

import dev.mynah.voice.llm.LanguageModel;
import dev.mynah.voice.llm.ReplyRequest;
import dev.mynah.voice.llm.ReplySink;
import dev.mynah.voice.provider.ProviderException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

/** A model that answers as the test says. Thread-safe. */
public final class FakeLanguageModel implements LanguageModel {
    /** How it answers. */
    @FunctionalInterface
    public interface Answer {
        void reply(ReplyRequest request, ReplySink sink) throws ProviderException, InterruptedException;
    }

    private final AtomicReference<Answer> answer = new AtomicReference<>((request, sink) -> sink.text("All right."));
    private final List<ReplyRequest> requests = new CopyOnWriteArrayList<>();

    /** From now on it says this text. */
    public FakeLanguageModel says(String text) {
        return answers((request, sink) -> sink.text(text));
    }

    /** From now on it does this. */
    public FakeLanguageModel answers(Answer next) {
        answer.set(next);
        return this;
    }

    /** What it was asked so far. */
    public List<ReplyRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public void reply(ReplyRequest request, ReplySink sink) throws ProviderException, InterruptedException {
        requests.add(request);
        answer.get().reply(request, sink);
    }
}
