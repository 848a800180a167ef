package dev.mynah.voice.llm.openai;

import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParsingHandle;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.mynah.voice.provider.ProviderException.Kind;
import dev.mynah.voice.provider.openai.AttemptFailed;
import dev.mynah.voice.provider.openai.OpenAiWire;
import dev.mynah.voice.provider.openai.Patience;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One question to a model and its streamed answer. Everything happens on the thread that asks; LangChain4j swallows
 * what its handlers throw, so the reason to stop is kept here and thrown afterwards.
 */
final class ChatRound implements StreamingChatResponseHandler, ServerSentEventParsingHandle {
    private static final String DONE = "[DONE]";

    private final OpenAiWire wire;
    private final Patience patience;
    private final SpokenText spoken;
    private boolean handed;
    private boolean cancelled;
    private boolean done;
    private @Nullable Exception reason;
    private @Nullable ChatResponse response;

    ChatRound(OpenAiWire wire, Patience patience, SpokenText spoken) {
        this.wire = wire;
        this.patience = patience;
        this.spoken = spoken;
    }

    /** Asks and hands the answer's text on as it comes. */
    ChatResponse ask(StreamingChatModel model, ChatRequest question) throws AttemptFailed, InterruptedException {
        patience.restart();
        ScopedValue.where(ChatHttp.ROUND, this).run(() -> model.chat(question, this));
        switch (reason) {
            case null -> {}
            case InterruptedException e -> throw e;
            case RuntimeException e -> throw e;
            case AttemptFailed e when handed -> throw AttemptFailed.lasting(e.failure());
            case AttemptFailed e -> throw e;
            case Exception e -> throw new IllegalStateException(e);
        }
        return complete();
    }

    private ChatResponse complete() throws AttemptFailed {
        if (response == null) {
            throw AttemptFailed.lasting(wire.senseless("sent no events"));
        }
        if (!done && response.finishReason() == null) {
            var brokenOff = wire.failure(Kind.UNAVAILABLE, "broke its answer off");
            throw handed ? AttemptFailed.lasting(brokenOff) : AttemptFailed.passing(brokenOff, Duration.ofMillis(200));
        }
        return response;
    }

    /** Sends a request as LangChain4j wrote it and passes the events of the answer to it. */
    void stream(String body, ServerSentEventListener listener) {
        try (OpenAiWire.Answer answer = wire.post("application/json", BodyPublishers.ofString(body), patience)) {
            if (answer.contentType().contains("html") || answer.contentType().contains("json")) {
                throw AttemptFailed.lasting(
                        wire.senseless("answered " + answer.contentType() + " instead of a stream"));
            }
            listener.onOpen(SuccessfulHttpResponse.builder().statusCode(200).build());
            if (passEvents(new EventLines(wire, answer.body(), patience), listener)) {
                listener.onClose();
            }
            answer.body().drain();
        } catch (AttemptFailed | InterruptedException e) {
            stop(e);
        }
    }

    /** True when there was at least one event and nobody stopped. */
    private boolean passEvents(EventLines events, ServerSentEventListener listener)
            throws AttemptFailed, InterruptedException {
        boolean any = false;
        for (Optional<String> data = events.next(); data.isPresent(); data = events.next()) {
            any = true;
            done = data.get().strip().equals(DONE);
            if (done) {
                break;
            }
            failOnError(data.get());
            listener.onEvent(new ServerSentEvent(null, data.get()), new ServerSentEventContext(this));
            if (cancelled) {
                return false;
            }
        }
        return any;
    }

    private void failOnError(String data) throws AttemptFailed {
        if (data.contains("\"error\"") && !data.contains("\"choices\"")) {
            throw AttemptFailed.lasting(
                    wire.failure(Kind.UNAVAILABLE, "broke its answer off with an error" + wire.quoted(data)));
        }
    }

    @Override
    public void onPartialResponse(PartialResponse piece, PartialResponseContext context) {
        try {
            spoken.accept(piece.text());
            handed |= spoken.handedInThisMessage();
        } catch (InterruptedException | RuntimeException e) {
            stop(e);
            context.streamingHandle().cancel();
        }
        patience.progress();
    }

    @Override
    public void onPartialThinking(PartialThinking thinking) {
        patience.progress();
    }

    @Override
    public void onPartialToolCall(PartialToolCall piece) {
        patience.progress();
    }

    @Override
    public void onUnmappedRawEvent(Object event) {
        // LangChain4j knows "reasoning_content"; Ollama and newer vLLM call it "reasoning".
        if (event instanceof ServerSentEvent sent && sent.data().contains("\"reasoning\"")) {
            patience.progress();
        }
    }

    @Override
    public void onCompleteResponse(ChatResponse complete) {
        response = complete;
    }

    @Override
    public void onError(Throwable error) {
        stop(AttemptFailed.lasting(wire.senseless("sent an event that could not be read")));
    }

    private void stop(Exception why) {
        reason = reason == null ? why : reason;
        cancel();
    }

    @Override
    public void cancel() {
        cancelled = true;
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
    }
}
