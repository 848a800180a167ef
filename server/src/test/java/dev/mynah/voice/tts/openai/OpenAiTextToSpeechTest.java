package dev.mynah.voice.tts.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.testing.FakeAnswer;
import dev.mynah.testing.FakeOpenAi;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.ProviderException.Kind;
import dev.mynah.voice.provider.openai.OpenAiSettings;
import dev.mynah.voice.provider.openai.OpenAiSettings.Deadlines;
import dev.mynah.voice.tts.TextToSpeech.PcmSink;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OpenAiTextToSpeechTest {
    private static final Deadlines PATIENT =
            new Deadlines(Duration.ofSeconds(15), Duration.ofSeconds(15), Duration.ofSeconds(30));
    private static final Deadlines HASTY =
            new Deadlines(Duration.ofMillis(500), Duration.ofMillis(300), Duration.ofMillis(1500));
    private static final byte[] SECOND = FakeAnswer.littleEndian(ramp(24_000));

    private final HttpClient client = HttpClient.newHttpClient();
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private int rate;
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

    private static short[] ramp(int length) {
        short[] samples = new short[length];
        for (int index = 0; index < length; index++) {
            samples[index] = (short) (index * 7);
        }
        return samples;
    }

    private OpenAiTextToSpeech voice(Deadlines deadlines, String... languages) {
        return new OpenAiTextToSpeech(
                OpenAiSettings.speech("mouth", fake.baseUrl(), "tts-1", "alloy")
                        .withLanguages(Set.of(languages))
                        .withDeadlines(deadlines),
                client,
                System::nanoTime);
    }

    private void take(short[] samples, int sampleRate) {
        heard.writeBytes(FakeAnswer.littleEndian(samples));
        rate = sampleRate;
    }

    private void say(String text) throws ProviderException, InterruptedException {
        voice(PATIENT).synthesize(text, Locale.ENGLISH, this::take);
    }

    private void failsWith(Kind kind, FakeAnswer answer) {
        fake.speech(answer);
        ProviderException failure = catchThrowableOfType(ProviderException.class, () -> say("Hello."));
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
    }

    private static byte[] wav(int channels, int bits, int length, byte[] sound, byte[] after) {
        ByteBuffer file = ByteBuffer.allocate(56 + sound.length + after.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII))
                .putInt(length)
                .put("WAVE".getBytes(StandardCharsets.US_ASCII));
        file.put("LIST".getBytes(StandardCharsets.US_ASCII)).putInt(3).putInt(0);
        file.put("fmt ".getBytes(StandardCharsets.US_ASCII))
                .putInt(16)
                .putShort((short) 1)
                .putShort((short) channels);
        file.putInt(22_050).putInt(44_100).putShort((short) 2).putShort((short) bits);
        file.put("data".getBytes(StandardCharsets.US_ASCII))
                .putInt(length)
                .put(sound)
                .put(after);
        return file.array();
    }

    @Test
    void samples_are_handed_on_as_they_were_sent() throws Exception {
        fake.speech(FakeAnswer.body("audio/pcm", SECOND));
        say("Hello.");
        assertThat(heard.toByteArray()).isEqualTo(SECOND);
        assertThat(rate).isEqualTo(24_000);
        JsonNode request = fake.requests().getFirst().json();
        assertThat(request.path("model").asText()).isEqualTo("tts-1");
        assertThat(request.path("voice").asText()).isEqualTo("alloy");
        assertThat(request.path("input").asText()).isEqualTo("Hello.");
        assertThat(request.path("response_format").asText()).isEqualTo("pcm");
        assertThat(fake.requests().getFirst().header("authorization")).isEmpty();
    }

    @Test
    void samples_are_the_same_however_the_bytes_are_cut() throws Exception {
        short[] few = ramp(700);
        fake.speech(FakeAnswer.pcm(few).dripping());
        say("Hello.");
        assertThat(heard.toByteArray()).isEqualTo(FakeAnswer.littleEndian(few));
    }

    @Test
    void samples_are_handed_on_before_the_answer_is_complete() throws Exception {
        fake.speech(FakeAnswer.stallAfter("audio/pcm", SECOND));
        CountDownLatch first = new CountDownLatch(1);
        CompletableFuture<Throwable> outcome = start((_, _) -> first.countDown());
        first.await();
        assertThat(outcome).isNotDone();
        turn.interrupt();
        assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        fake.awaitHangUp();
    }

    private Thread turn = Thread.currentThread();

    private CompletableFuture<Throwable> start(PcmSink sink) {
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        turn = Thread.ofVirtual().start(() -> {
            try {
                voice(PATIENT).synthesize("Hello.", Locale.ENGLISH, sink);
                outcome.complete(new AssertionError("it ended"));
            } catch (ProviderException | InterruptedException e) {
                outcome.complete(e);
            }
        });
        return outcome;
    }

    @Test
    void interrupting_the_thread_before_the_first_sample_closes_the_connection() throws Exception {
        fake.speech(FakeAnswer.silence());
        CompletableFuture<Throwable> outcome = start(this::take);
        fake.awaitRequest();
        turn.interrupt();
        assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        fake.awaitHangUp();
    }

    @Test
    void a_wav_file_is_understood_whatever_its_header_says_of_its_length() throws Exception {
        byte[] sound = FakeAnswer.littleEndian(ramp(5_000));
        for (int length : new int[] {sound.length, 0, -1, 0x7FFF_FFFF}) {
            byte[] after = length == sound.length ? "LISTtags".getBytes(StandardCharsets.US_ASCII) : new byte[0];
            heard.reset();
            fake.speech(FakeAnswer.body("audio/wav", wav(1, 16, length, sound, after))
                    .dripping());
            say("Hello.");
            assertThat(heard.toByteArray()).as("length " + length).isEqualTo(sound);
            assertThat(rate).isEqualTo(22_050);
        }
    }

    @Test
    void a_wav_file_is_recognised_although_the_header_promises_samples() throws Exception {
        fake.speech(FakeAnswer.body("audio/pcm", wav(1, 16, 0, SECOND, new byte[0])));
        say("Hello.");
        assertThat(heard.toByteArray()).isEqualTo(SECOND);
    }

    @Test
    void two_channels_become_one() throws Exception {
        fake.speech(FakeAnswer.body(
                "audio/wav",
                wav(2, 16, -1, FakeAnswer.littleEndian((short) 10, (short) 20, (short) -4, (short) -8), new byte[0])));
        say("Hello.");
        assertThat(heard.toByteArray()).isEqualTo(FakeAnswer.littleEndian((short) 15, (short) -6));
    }

    @Test
    void a_rate_in_the_content_type_counts() throws Exception {
        fake.speech(FakeAnswer.body("audio/pcm;rate=16000;channels=1", SECOND));
        say("Hello.");
        assertThat(rate).isEqualTo(16_000);
    }

    @Test
    void a_long_text_is_spoken_in_parts_that_end_at_sentences() throws Exception {
        String sentence = "a".repeat(2_999) + ".";
        fake.speech(FakeAnswer.pcm(ramp(1_000))).speech(FakeAnswer.pcm(ramp(1_000)));
        say(sentence + " " + sentence);
        assertThat(fake.requests()).hasSize(2).allSatisfy(request -> assertThat(
                        request.json().path("input").asText())
                .isEqualTo(sentence));
        assertThat(heard.size()).isEqualTo(4_000);
    }

    @Test
    void statuses_end_in_their_kind() {
        failsWith(Kind.REFUSED, FakeAnswer.error(401, "who are you"));
        failsWith(Kind.REFUSED, FakeAnswer.error(400, "no such voice"));
        failsWith(Kind.UNAVAILABLE, FakeAnswer.error(500, "out of memory"));
        failsWith(Kind.UNAVAILABLE, FakeAnswer.error(503, "loading", Map.of("Retry-After", "30")));
    }

    @Test
    void what_is_no_sound_is_a_protocol_failure() {
        failsWith(Kind.PROTOCOL, FakeAnswer.body("audio/pcm", new byte[0]));
        failsWith(Kind.PROTOCOL, FakeAnswer.body("audio/mpeg", new byte[4_000]));
        failsWith(Kind.PROTOCOL, FakeAnswer.body("", "OggS and much more".getBytes(StandardCharsets.US_ASCII)));
        failsWith(Kind.PROTOCOL, FakeAnswer.body("audio/wav", wav(1, 8, 0, SECOND, new byte[0])));
        failsWith(Kind.PROTOCOL, FakeAnswer.body("audio/wav", wav(3, 16, 0, SECOND, new byte[0])));
        failsWith(Kind.PROTOCOL, FakeAnswer.body("text/html", "<html>".getBytes(StandardCharsets.US_ASCII)));
        assertThat(heard.size()).isZero();
    }

    @Test
    void words_instead_of_sound_are_told() {
        fake.speech(
                FakeAnswer.body("application/json", "{\"error\":\"no voice alloy\"}".getBytes(StandardCharsets.UTF_8)));
        assertThatThrownBy(() -> say("Hello.")).hasMessageContaining("no voice alloy");
    }

    @Test
    void sound_cut_in_the_middle_is_not_asked_for_again() {
        failsWith(Kind.UNAVAILABLE, FakeAnswer.cutAfter("audio/pcm", SECOND));
        assertThat(fake.requests()).hasSize(1);
        assertThat(heard.size()).isPositive();
    }

    @Test
    void a_connection_cut_before_the_first_sample_is_made_once_more() throws Exception {
        fake.speech(FakeAnswer.cut()).speech(FakeAnswer.body("audio/pcm", SECOND));
        say("Hello.");
        assertThat(heard.size()).isEqualTo(SECOND.length);
    }

    @Test
    void silence_of_the_service_ends_in_time() throws Exception {
        fake.speech(FakeAnswer.body("audio/pcm", SECOND));
        say("Hello.");
        for (FakeAnswer answer : new FakeAnswer[] {FakeAnswer.silence(), FakeAnswer.stallAfter("audio/pcm", SECOND)}) {
            fake.speech(answer);
            ProviderException failure = catchThrowableOfType(
                    ProviderException.class, () -> voice(HASTY).synthesize("Hello.", Locale.ENGLISH, this::take));
            assertThat(failure).isNotNull();
            assertThat(failure.kind()).isEqualTo(Kind.TIMEOUT);
            fake.awaitHangUp();
        }
    }

    @Test
    void sound_that_never_ends_is_cut_off() throws Exception {
        failsWith(Kind.PROTOCOL, FakeAnswer.endless("audio/pcm", SECOND));
        fake.awaitHangUp();
    }

    @Test
    void a_voice_speaks_anything_unless_its_languages_are_known() {
        assertThat(voice(PATIENT).canSpeak("你好", Locale.ENGLISH)).isTrue();
        OpenAiTextToSpeech english = voice(PATIENT, "en", "de");
        assertThat(english.canSpeak("Hello 5!", Locale.ENGLISH)).isTrue();
        assertThat(english.canSpeak("你好", Locale.ENGLISH)).isFalse();
        assertThat(english.canSpeak("Bonjour", Locale.FRENCH)).isFalse();
        assertThat(voice(PATIENT, "zh").canSpeak("你好 world", Locale.ENGLISH)).isTrue();
    }
}
