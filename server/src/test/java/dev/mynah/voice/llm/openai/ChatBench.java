package dev.mynah.voice.llm.openai;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mynah.conversation.Message;
import dev.mynah.protocol.Emotion;
import dev.mynah.testing.FakeAnswer;
import dev.mynah.testing.FakeOpenAi;
import dev.mynah.voice.llm.ReplyRequest;
import dev.mynah.voice.llm.ReplySink;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.openai.ApiKey;
import dev.mynah.voice.provider.openai.OpenAiSettings;
import dev.mynah.voice.provider.openai.OpenAiSettings.Deadlines;
import dev.mynah.voice.provider.openai.OpenAiWire;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** A model before a scripted service, and what it says. */
final class ChatBench implements AutoCloseable {
    static final Deadlines PATIENT =
            new Deadlines(Duration.ofSeconds(15), Duration.ofSeconds(15), Duration.ofSeconds(30));
    static final Deadlines HASTY =
            new Deadlines(Duration.ofMillis(500), Duration.ofMillis(300), Duration.ofMillis(1500));

    final FakeOpenAi fake;
    final HttpClient client = OpenAiWire.sharedClient(task -> Thread.ofVirtual().start(task));
    final RecordingTools tools = new RecordingTools();
    final List<String> said = Collections.synchronizedList(new ArrayList<>());
    final ReplySink sink = new ReplySink() {
        @Override
        public void text(String piece) {
            said.add(piece);
        }

        @Override
        public void emotion(Emotion emotion) {
            said.add(emotion.toString());
        }
    };

    ChatBench() throws Exception {
        fake = FakeOpenAi.start();
    }

    OpenAiLanguageModel model(Deadlines deadlines) {
        OpenAiSettings settings = OpenAiSettings.chat("cloud", fake.baseUrl(), "gpt-test")
                .withKey(new ApiKey("sk-secret"))
                .withDeadlines(deadlines);
        return new OpenAiLanguageModel(settings, client, System::nanoTime);
    }

    /** Loads classes and opens the connection, so that short deadlines measure the service alone. */
    void warmUp() throws Exception {
        fake.chat(FakeAnswer.text("warm"));
        reply();
        fake.awaitRequest();
        said.clear();
    }

    String reply() throws ProviderException, InterruptedException {
        return reply(List.of());
    }

    String reply(List<Message> history) throws ProviderException, InterruptedException {
        model(PATIENT).reply(request(history), sink);
        return String.join("", said);
    }

    ProviderException failure(Deadlines deadlines) {
        ProviderException failure = catchThrowableOfType(
                ProviderException.class, () -> model(deadlines).reply(request(List.of()), sink));
        if (failure == null) {
            throw new AssertionError("no failure, but: " + said);
        }
        return failure;
    }

    ReplyRequest request(List<Message> history) {
        return new ReplyRequest("You are a bird.", history, "make it louder", Locale.ENGLISH, ZoneId.of("UTC"), tools);
    }

    @Override
    public void close() throws Exception {
        fake.close();
        client.shutdownNow();
    }
}
