package dev.mynah.voice.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.testing.FakeAnswer;
import dev.mynah.voice.llm.Picture;
import dev.mynah.voice.llm.PictureQuestion;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.ProviderException.Kind;
import dev.mynah.voice.provider.openai.ApiKey;
import dev.mynah.voice.provider.openai.OpenAiSettings;
import dev.mynah.voice.provider.openai.OpenAiSettings.Deadlines;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OpenAiVisionModelTest {
    private static final byte[] GIF = "GIF89a and more".getBytes(StandardCharsets.US_ASCII);

    private ChatBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new ChatBench();
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    private String look(String question, Locale language, Deadlines deadlines)
            throws ProviderException, InterruptedException {
        OpenAiSettings settings = OpenAiSettings.chat("eyes", bench.fake.baseUrl(), "looker")
                .withKey(new ApiKey("sk-secret"))
                .withDeadlines(deadlines);
        return new OpenAiVisionModel(settings, bench.client, System::nanoTime)
                .look(new PictureQuestion(Picture.of(GIF).orElseThrow(), question, language));
    }

    private Kind failure(Deadlines deadlines) {
        return catchThrowableOfType(ProviderException.class, () -> look("what", Locale.ENGLISH, deadlines))
                .kind();
    }

    @Test
    void picture_question_and_language_are_sent_as_the_wire_has_them() throws Exception {
        bench.fake.chat(FakeAnswer.text("一只", "猫。"));

        assertThat(look("这是什么", Locale.SIMPLIFIED_CHINESE, ChatBench.PATIENT)).isEqualTo("一只猫。");

        JsonNode request = bench.fake.requests().getFirst().json();
        assertThat(bench.fake.requests().getFirst().header("Authorization")).isEqualTo("Bearer sk-secret");
        assertThat(request.path("model").asText()).isEqualTo("looker");
        assertThat(request.at("/messages/0/content").asText()).contains("Chinese");
        assertThat(request.at("/messages/1/content/0/type").asText()).isEqualTo("text");
        assertThat(request.at("/messages/1/content/0/text").asText()).isEqualTo("这是什么");
        assertThat(request.at("/messages/1/content/1/type").asText()).isEqualTo("image_url");
        assertThat(request.at("/messages/1/content/1/image_url/url").asText())
                .isEqualTo("data:image/gif;base64,R0lGODlhIGFuZCBtb3Jl");
        assertThat(request.has("tools")).isFalse();
    }

    @Test
    void without_a_question_it_is_asked_what_there_is() throws Exception {
        bench.fake.chat(FakeAnswer.text("A cat."));
        look(" ", Locale.ENGLISH, ChatBench.PATIENT);

        assertThat(bench.fake
                        .requests()
                        .getFirst()
                        .json()
                        .at("/messages/1/content/0/text")
                        .asText())
                .isEqualTo("What is in this picture?");
    }

    @Test
    void what_it_thinks_aloud_is_not_what_it_says() throws Exception {
        bench.fake.chat(FakeAnswer.text("<think>four legs", "...</think>", "A cat."));

        assertThat(look("what", Locale.ENGLISH, ChatBench.PATIENT)).isEqualTo("A cat.");
    }

    @Test
    void failures_have_their_kinds() throws Exception {
        bench.fake.chat(FakeAnswer.error(401, "wrong key"));
        assertThat(failure(ChatBench.PATIENT)).isEqualTo(Kind.REFUSED);
        bench.fake.chat(FakeAnswer.error(503, "later")).chat(FakeAnswer.error(503, "later"));
        assertThat(failure(ChatBench.PATIENT)).isEqualTo(Kind.UNAVAILABLE);
        bench.fake.chat(FakeAnswer.text(" "));
        assertThat(failure(ChatBench.PATIENT)).isEqualTo(Kind.PROTOCOL);
        bench.fake.chat(FakeAnswer.body("text/html", new byte[0]));
        assertThat(failure(ChatBench.PATIENT)).isEqualTo(Kind.PROTOCOL);
        bench.fake.chat(FakeAnswer.silence()).chat(FakeAnswer.silence());
        assertThat(failure(ChatBench.HASTY)).isEqualTo(Kind.TIMEOUT);
    }

    @Test
    void an_interrupt_ends_the_wait_and_the_connection() throws Exception {
        bench.fake.chat(FakeAnswer.silence());
        Thread looking = Thread.ofVirtual().start(() -> {
            try {
                look("what", Locale.ENGLISH, ChatBench.PATIENT);
            } catch (ProviderException | InterruptedException stopped) {
                // as it should be
            }
        });
        bench.fake.awaitRequest();
        looking.interrupt();
        looking.join();
        bench.fake.awaitHangUp();
    }
}
