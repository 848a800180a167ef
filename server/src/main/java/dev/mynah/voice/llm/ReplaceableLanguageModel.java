package dev.mynah.voice.llm;

import dev.mynah.voice.provider.ProviderException;

/** A model that can be replaced while people talk: answers under way are given to their end. Thread-safe. */
public final class ReplaceableLanguageModel implements LanguageModel {
    private volatile LanguageModel present;

    public ReplaceableLanguageModel(LanguageModel first) {
        present = first;
    }

    public void replace(LanguageModel next) {
        present = next;
    }

    @Override
    public String name() {
        return present.name();
    }

    @Override
    public void reply(ReplyRequest request, ReplySink sink) throws ProviderException, InterruptedException {
        present.reply(request, sink);
    }
}
