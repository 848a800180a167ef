package dev.mynah.voice.stt.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mynah.testing.FakeAnswer;
import dev.mynah.testing.FakeOpenAi;
import dev.mynah.testing.RecordedRequest;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.ProviderException.Kind;
import dev.mynah.voice.provider.openai.ApiKey;
import dev.mynah.voice.provider.openai.OpenAiSettings;
import dev.mynah.voice.provider.openai.OpenAiSettings.Deadlines;
import dev.mynah.voice.stt.SpeechToText.Transcription;
import dev.mynah.voice.stt.Transcript;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OpenAiSpeechToTextTest {
    private static final Deadlines PATIENT =
            new Deadlines(Duration.ofSeconds(15), Duration.ofSeconds(15), Duration.ofSeconds(30));
    private static final Deadlines HASTY =
            new Deadlines(Duration.ofMillis(500), Duration.ofMillis(300), Duration.ofMillis(1500));

    private final HttpClient client = HttpClient.newHttpClient();
    private FakeOpenAi fake;

    @BeforeEach
    void open() throws Exception {
        fake = FakeOpenAi.start();
    }

    @AfterEach
    void close() throws Exception {
        fake.close();
        client.shutdownNow();
    }

    private Transcript hear(Deadlines deadlines, Locale language, int samples)
            throws ProviderException, InterruptedException {
        OpenAiSettings settings = OpenAiSettings.recognition("ears", fake.baseUrl(), "whisper-1")
                .withKey(new ApiKey("sk-secret"))
                .withDeadlines(deadlines);
        OpenAiSpeechToText ears = new OpenAiSpeechToText(settings, client, System::nanoTime);
        try (Transcription utterance = ears.open(language)) {
            for (int fed = 0; fed < samples; fed += 1000) {
                utterance.accept(new short[] {0x0102, -2});
                utterance.accept(new short[998]);
            }
            return utterance.finish();
        }
    }

    private Transcript hear() throws ProviderException, InterruptedException {
        return hear(PATIENT, Locale.ENGLISH, 16_000);
    }

    private ProviderException failure(Deadlines deadlines) {
        ProviderException failure =
                catchThrowableOfType(ProviderException.class, () -> hear(deadlines, Locale.ENGLISH, 16_000));
        if (failure == null) {
            throw new AssertionError("no failure");
        }
        return failure;
    }

    @Test
    void an_utterance_is_sent_as_a_wav_file_with_model_and_language() throws Exception {
        fake.transcription(FakeAnswer.transcript(" turn it on \n"));
        assertThat(hear()).isEqualTo(new Transcript("turn it on", "ears"));
        RecordedRequest request = fake.requests().getFirst();
        assertThat(request.path()).isEqualTo("/v1/audio/transcriptions");
        assertThat(request.header("authorization")).isEqualTo("Bearer sk-secret");
        assertThat(request.header("content-length")).isNotEmpty();
        String body = request.latin1();
        assertThat(body).contains("name=\"model\"\r\n\r\nwhisper-1\r\n").contains("name=\"language\"\r\n\r\nen\r\n");
        assertThat(body).contains("filename=\"speech.wav\"\r\nContent-Type: audio/wav\r\n\r\nRIFF");
        assertThat(body).contains("data\0}\0\0\2\1\u00fe\u00ff"); // 32,000 bytes, then the first two samples
        String boundary = request.header("content-type").split("boundary=")[1];
        assertThat(body).startsWith("--" + boundary + "\r\n").endsWith("\r\n--" + boundary + "--\r\n");
    }

    @Test
    void a_language_that_is_not_known_is_not_sent() throws Exception {
        fake.transcription(FakeAnswer.transcript("hm"));
        hear(PATIENT, Locale.ROOT, 16_000);
        assertThat(fake.requests().getFirst().latin1()).doesNotContain("language");
    }

    @Test
    void the_only_language_of_the_settings_counts_for_more_than_that_of_the_conversation() throws Exception {
        fake.transcription(FakeAnswer.transcript("hm"));
        OpenAiSettings settings =
                OpenAiSettings.recognition("ears", fake.baseUrl(), "whisper-1").withLanguages(Set.of("de"));
        try (Transcription utterance =
                new OpenAiSpeechToText(settings, client, System::nanoTime).open(Locale.CHINESE)) {
            utterance.accept(new short[16_000]);
            utterance.finish();
        }
        assertThat(fake.requests().getFirst().latin1()).contains("name=\"language\"\r\n\r\nde\r\n");
    }

    @Test
    void next_to_nothing_is_not_sent_at_all() throws Exception {
        assertThat(hear(PATIENT, Locale.ENGLISH, 1_000).isEmpty()).isTrue();
        assertThat(fake.requests()).isEmpty();
    }

    @Test
    void more_than_a_minute_is_cut() throws Exception {
        fake.transcription(FakeAnswer.transcript("a long speech"));
        hear(PATIENT, Locale.ENGLISH, 70 * 16_000);
        assertThat(fake.requests().getFirst().body().length).isBetween(1_920_044, 1_921_000);
    }

    @Test
    void marks_of_language_and_mood_are_left_out() throws Exception {
        fake.transcription(FakeAnswer.transcript("<|zh|><|NEUTRAL|><|Speech|>打开灯"));
        assertThat(hear().text()).isEqualTo("打开灯");
    }

    @Test
    void silence_is_an_empty_transcript() throws Exception {
        fake.transcription(FakeAnswer.transcript(""));
        assertThat(hear().isEmpty()).isTrue();
    }

    @Test
    void a_busy_service_is_asked_once_more() throws Exception {
        fake.transcription(FakeAnswer.error(503, "loading the model", Map.of("Retry-After", "0")));
        fake.transcription(FakeAnswer.transcript("hello"));
        assertThat(hear().text()).isEqualTo("hello");
    }

    @Test
    void faults_end_in_their_kind() {
        fake.transcription(FakeAnswer.error(401, "bad key"));
        assertThat(failure(PATIENT).kind()).isEqualTo(Kind.REFUSED);
        fake.transcription(FakeAnswer.error(500, "oops"));
        assertThat(failure(PATIENT).kind()).isEqualTo(Kind.UNAVAILABLE);
        fake.transcription(FakeAnswer.error(429, "quota", Map.of("Retry-After", "3600")));
        assertThat(failure(PATIENT).kind()).isEqualTo(Kind.UNAVAILABLE);
        fake.transcription(body("{\"txt\":1}"));
        assertThat(failure(PATIENT).kind()).isEqualTo(Kind.PROTOCOL);
        fake.transcription(body("turn it on"));
        assertThat(failure(PATIENT).kind()).isEqualTo(Kind.PROTOCOL);
        fake.transcription(body(""));
        assertThat(failure(PATIENT).kind()).isEqualTo(Kind.PROTOCOL);
        assertThat(fake.requests()).hasSize(6);
    }

    private static FakeAnswer body(String text) {
        return FakeAnswer.body("application/json", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_reply_cut_in_the_middle_is_asked_for_once_more() throws Exception {
        fake.transcription(FakeAnswer.cutAfter("application/json", "{\"te".getBytes(StandardCharsets.UTF_8)));
        fake.transcription(FakeAnswer.transcript("hello").dripping());
        assertThat(hear().text()).isEqualTo("hello");
    }

    @Test
    void silence_of_the_service_ends_in_time() throws Exception {
        fake.transcription(FakeAnswer.transcript("warm"));
        hear();
        fake.transcription(FakeAnswer.silence());
        assertThat(failure(HASTY).kind()).isEqualTo(Kind.TIMEOUT);
        fake.awaitHangUp();
        fake.transcription(FakeAnswer.stallAfter("application/json", "{\"te".getBytes(StandardCharsets.UTF_8)));
        assertThat(failure(HASTY).kind()).isEqualTo(Kind.TIMEOUT);
        fake.awaitHangUp();
    }

    @Test
    void a_reply_that_never_ends_is_cut_off() throws Exception {
        fake.transcription(FakeAnswer.endless("application/json", new byte[8000]));
        assertThat(failure(PATIENT).kind()).isEqualTo(Kind.PROTOCOL);
        fake.awaitHangUp();
    }

    @Test
    void interrupting_the_waiting_thread_closes_the_connection() throws Exception {
        fake.transcription(FakeAnswer.silence());
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread turn = Thread.ofVirtual().start(() -> {
            try {
                hear();
            } catch (ProviderException | InterruptedException e) {
                outcome.complete(e);
            }
        });
        fake.awaitRequest();
        turn.interrupt();
        assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        fake.awaitHangUp();
    }

    @Test
    void an_address_that_is_none_is_refused_when_it_is_configured() {
        OpenAiSettings settings = OpenAiSettings.recognition("ears", "localhost:8000", "whisper-1");
        assertThatThrownBy(() -> new OpenAiSpeechToText(settings, client, System::nanoTime))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("localhost:8000");
    }
}
