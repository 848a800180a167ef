package dev.mynah.voice.llm.openai;

import dev.langchain4j.model.chat.StreamingChatModel;
import dev.mynah.voice.llm.LanguageModel;
import dev.mynah.voice.llm.ReplyRequest;
import dev.mynah.voice.llm.ReplySink;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.openai.OpenAiAddress;
import dev.mynah.voice.provider.openai.OpenAiSettings;
import dev.mynah.voice.provider.openai.OpenAiWire;
import java.net.http.HttpClient;
import java.util.function.LongSupplier;

/**
 * A chat model behind {@code POST {base}/chat/completions} with {@code stream: true} (OpenAI API reference, "Chat
 * completions"). Calls tools in at most five rounds, then asks for an answer without them. Thread-safe; a reply runs
 * entirely on the calling thread, and interrupting that thread closes the connection.
 */
public final class OpenAiLanguageModel implements LanguageModel {
    private final String name;
    private final StreamingChatModel model;
    private final OpenAiWire wire;

    /**
     * @param client shared by all providers
     * @param nanoTime monotonic nanoseconds
     */
    public OpenAiLanguageModel(OpenAiSettings settings, HttpClient client, LongSupplier nanoTime) {
        this.name = settings.name();
        this.wire = new OpenAiWire(settings, OpenAiAddress.CHAT, client, nanoTime);
        this.model = ChatHttp.model(settings);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void reply(ReplyRequest request, ReplySink sink) throws ProviderException, InterruptedException {
        new ChatReply(wire, model, request, sink).run();
    }
}
