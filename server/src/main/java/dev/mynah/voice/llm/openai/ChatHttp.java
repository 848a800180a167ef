package dev.mynah.voice.llm.openai;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder;
import dev.mynah.voice.provider.openai.OpenAiAddress;
import dev.mynah.voice.provider.openai.OpenAiSettings;
import java.time.Duration;

/**
 * Makes LangChain4j send its requests through our wire and read the answer on the calling thread.
 *
 * <p>Its own client (1.19) cannot be stopped before the first event, knows no deadline between events, reads lines and
 * error bodies of any length, and calls back on a thread of a pool. With this one a reply has one thread, and
 * interrupting it closes the connection. Thread-safe.
 */
final class ChatHttp implements HttpClient, HttpClientBuilder {
    /** The round that is asking; LangChain4j hands a client nothing else to know it by. */
    static final ScopedValue<ChatRound> ROUND = ScopedValue.newInstance();

    /** A model that speaks through our wire, which also adds the key. */
    static StreamingChatModel model(OpenAiSettings settings) {
        // Not the static builder(), which looks for replacements on the class path.
        return new OpenAiStreamingChatModelBuilder()
                .httpClientBuilder(new ChatHttp())
                .baseUrl(OpenAiAddress.base(settings.baseUrl()))
                .modelName(settings.model())
                .returnThinking(true)
                .sendThinking(true)
                .build();
    }

    @Override
    public void execute(HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
        ROUND.get().stream(request.body(), listener);
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest request) {
        throw new UnsupportedOperationException("replies are always streamed");
    }

    @Override
    public HttpClient build() {
        return this;
    }

    @Override
    public Duration connectTimeout() {
        return Duration.ZERO; // the wire's own deadlines count
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
        return this;
    }

    @Override
    public Duration readTimeout() {
        return Duration.ZERO;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
        return this;
    }
}
