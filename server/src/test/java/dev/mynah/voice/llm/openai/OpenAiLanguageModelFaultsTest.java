package dev.mynah.voice.llm.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.protocol.Emotion;
import dev.mynah.testing.FakeAnswer;
import dev.mynah.voice.llm.ReplySink;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.ProviderException.Kind;
import dev.mynah.voice.provider.openai.OpenAiSettings.Deadlines;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OpenAiLanguageModelFaultsTest {
    private ChatBench bench;

    @BeforeEach
    void open() throws Exception {
        bench = new ChatBench();
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    private void failsWith(Kind kind, FakeAnswer answer) {
        bench.fake.chat(answer);
        ProviderException failure = bench.failure(ChatBench.PATIENT);
        assertThat(failure.kind()).as(failure.getMessage()).isEqualTo(kind);
        assertThat(failure.provider()).isEqualTo("cloud");
        assertThat(failure.getMessage()).startsWith("cloud ").doesNotContain("sk-secret");
    }

    @Test
    void a_wrong_key_is_refused_and_the_words_say_what_to_check_without_showing_it() {
        bench.fake.chat(FakeAnswer.error(401, "Incorrect API key provided: sk-secret"));
        ProviderException failure = bench.failure(ChatBench.PATIENT);
        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure.getMessage()).contains("check api-key", "***").doesNotContain("sk-secret");
        assertThat(bench.fake.requests()).hasSize(1);
    }

    @Test
    void statuses_say_whether_another_attempt_makes_sense() {
        failsWith(Kind.REFUSED, FakeAnswer.error(400, "bad"));
        failsWith(Kind.REFUSED, FakeAnswer.error(403, "forbidden"));
        failsWith(Kind.REFUSED, FakeAnswer.error(404, "no such model"));
        failsWith(Kind.REFUSED, FakeAnswer.error(307, "", Map.of("Location", "https://elsewhere.invalid")));
        failsWith(Kind.UNAVAILABLE, FakeAnswer.error(500, "broken"));
        failsWith(Kind.UNAVAILABLE, FakeAnswer.error(429, "later", Map.of("Retry-After", "60")));
        assertThat(bench.fake.requests()).hasSize(6);
    }

    @Test
    void a_service_that_asks_for_a_short_pause_is_asked_once_more() throws Exception {
        bench.fake.chat(FakeAnswer.error(429, "later", Map.of("Retry-After", "0.01")));
        bench.fake.chat(FakeAnswer.text("Here."));
        assertThat(bench.reply()).isEqualTo("Here.");
    }

    @Test
    void a_service_that_stays_overloaded_is_asked_twice_and_no_more() {
        bench.fake.chat(FakeAnswer.error(503, "loading"));
        failsWith(Kind.UNAVAILABLE, FakeAnswer.error(503, "loading"));
        assertThat(bench.fake.requests()).hasSize(2);
    }

    @Test
    void a_connection_closed_without_an_answer_is_made_once_more() throws Exception {
        bench.fake.chat(FakeAnswer.cut());
        bench.fake.chat(FakeAnswer.text("Here."));
        assertThat(bench.reply()).isEqualTo("Here.");
    }

    @Test
    void a_service_that_is_not_there_is_unavailable() throws Exception {
        bench.fake.close();
        ProviderException failure = bench.failure(ChatBench.PATIENT);
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.getMessage()).contains("cannot be reached at http://127.0.0.1:");
    }

    @Test
    void silence_instead_of_an_answer_ends_in_time_and_closes_the_connection() throws Exception {
        bench.warmUp();
        bench.fake.chat(FakeAnswer.silence());
        assertThat(bench.failure(ChatBench.HASTY).kind()).isEqualTo(Kind.TIMEOUT);
        bench.fake.awaitHangUp();
    }

    @Test
    void headers_and_comments_without_a_word_are_no_answer_in_time() throws Exception {
        bench.warmUp();
        bench.fake.chat(FakeAnswer.endless(FakeAnswer.EVENTS, ": wait\n\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(bench.failure(ChatBench.HASTY).kind()).isIn(Kind.TIMEOUT, Kind.PROTOCOL);
        bench.fake.awaitHangUp();
    }

    @Test
    void silence_in_the_middle_ends_in_time_and_what_was_said_stands() throws Exception {
        bench.warmUp();
        bench.fake.chat(FakeAnswer.stallAfter(FakeAnswer.EVENTS, FakeAnswer.textEvent("Well, ")));
        assertThat(bench.failure(ChatBench.HASTY).kind()).isEqualTo(Kind.TIMEOUT);
        assertThat(bench.said).containsExactly("Well, ");
        bench.fake.awaitHangUp();
    }

    @Test
    void an_answer_may_take_longer_than_its_first_word() throws Exception {
        bench.warmUp();
        bench.fake.chat(exchange -> {
            exchange.begin(FakeAnswer.EVENTS);
            exchange.chunk(FakeAnswer.textEvent("Well, "));
            boolean early = new CountDownLatch(1).await(1, TimeUnit.SECONDS);
            exchange.chunk(FakeAnswer.textEvent(early ? "" : "yes."));
            exchange.event("[DONE]");
            exchange.end();
        });
        Deadlines quickFirstWord =
                new Deadlines(Duration.ofMillis(700), Duration.ofSeconds(15), Duration.ofSeconds(30));
        bench.model(quickFirstWord).reply(bench.request(List.of()), bench.sink);
        assertThat(bench.said).containsExactly("Well, ", "yes.");
    }

    @Test
    void an_answer_cut_in_the_middle_is_not_asked_for_again_once_something_was_said() {
        failsWith(Kind.UNAVAILABLE, FakeAnswer.cutAfter(FakeAnswer.EVENTS, FakeAnswer.textEvent("Well, ")));
        assertThat(bench.said).containsExactly("Well, ");
        assertThat(bench.fake.requests()).hasSize(1);
    }

    @Test
    void an_answer_that_ends_politely_but_early_is_not_taken_for_complete() {
        failsWith(
                Kind.UNAVAILABLE,
                FakeAnswer.events(
                        FakeAnswer.delta(FakeAnswer.JSON.createObjectNode().put("content", "Half"))));
        assertThat(bench.fake.requests()).hasSize(1);
    }

    @Test
    void garbage_is_a_protocol_failure() {
        failsWith(Kind.PROTOCOL, FakeAnswer.events("{\"choices\":[{\"delta\":", "[DONE]"));
        failsWith(Kind.PROTOCOL, FakeAnswer.events("[DONE]"));
        failsWith(Kind.PROTOCOL, FakeAnswer.events("{\"choices\":[]}", "[DONE]"));
        failsWith(Kind.PROTOCOL, FakeAnswer.body("text/event-stream", "hello".getBytes(StandardCharsets.UTF_8)));
        failsWith(Kind.PROTOCOL, FakeAnswer.body("text/event-stream", new byte[0]));
        failsWith(Kind.PROTOCOL, FakeAnswer.body("text/html", "<html>".getBytes(StandardCharsets.UTF_8)));
        failsWith(Kind.PROTOCOL, FakeAnswer.text("<think>hm</think>"));
    }

    @Test
    void words_of_a_refusal_are_told_but_not_what_it_repeats_of_the_conversation() {
        bench.fake.chat(FakeAnswer.error(400, "the model gpt-test does not exist"));
        assertThat(bench.failure(ChatBench.PATIENT).getMessage()).contains("the model gpt-test does not exist");
        bench.fake.chat(exchange -> exchange.complete(
                422,
                "application/json",
                Map.of(),
                "{\"detail\":[{\"input\":\"make it louder\"}]}".getBytes(StandardCharsets.UTF_8)));
        assertThat(bench.failure(ChatBench.PATIENT).getMessage())
                .contains("422")
                .doesNotContain("louder");
    }

    @Test
    void an_error_inside_the_stream_is_told_in_the_services_words() {
        bench.fake.chat(FakeAnswer.events("{\"error\":{\"message\":\"out of memory\"}}"));
        ProviderException failure = bench.failure(ChatBench.PATIENT);
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure.getMessage()).contains("out of memory");
    }

    @Test
    void an_answer_that_never_ends_is_cut_off() throws Exception {
        failsWith(
                Kind.PROTOCOL,
                FakeAnswer.endless(FakeAnswer.EVENTS, "x".repeat(8000).getBytes(StandardCharsets.UTF_8)));
        bench.fake.awaitHangUp();
    }

    @Test
    void interrupting_the_thread_before_the_first_word_closes_the_connection() throws Exception {
        bench.fake.chat(FakeAnswer.silence());
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        Thread turn = start(bench.sink, outcome);
        bench.fake.awaitRequest();
        turn.interrupt();
        assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        bench.fake.awaitHangUp();
    }

    @Test
    void interrupting_the_thread_in_the_middle_closes_the_connection() throws Exception {
        bench.fake.chat(FakeAnswer.stallAfter(FakeAnswer.EVENTS, FakeAnswer.textEvent("Well, ")));
        CompletableFuture<Throwable> outcome = new CompletableFuture<>();
        CountDownLatch speaking = new CountDownLatch(1);
        Thread turn = start(sink(_ -> speaking.countDown()), outcome);
        speaking.await();
        turn.interrupt();
        assertThat(outcome.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        bench.fake.awaitHangUp();
    }

    @Test
    void a_sink_that_takes_no_more_ends_the_request() throws Exception {
        bench.fake.chat(FakeAnswer.stallAfter(FakeAnswer.EVENTS, FakeAnswer.textEvent("Well, ")));
        ReplySink full = sink(_ -> {
            throw new InterruptedException("the turn is over");
        });
        assertThatThrownBy(() -> bench.model(ChatBench.PATIENT).reply(bench.request(List.of()), full))
                .isInstanceOf(InterruptedException.class);
        bench.fake.awaitHangUp();
    }

    @Test
    void a_broken_sink_is_not_blamed_on_the_provider() {
        bench.fake.chat(FakeAnswer.text("Well, "));
        ReplySink broken = sink(_ -> {
            throw new IllegalStateException("bug");
        });
        assertThatThrownBy(() -> bench.model(ChatBench.PATIENT).reply(bench.request(List.of()), broken))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("bug");
    }

    @Test
    void cancelled_replies_leave_no_thread_behind() throws Exception {
        bench.warmUp();
        List<String> before = platformThreads();
        for (int each = 0; each < 10; each++) {
            bench.fake.chat(FakeAnswer.stallAfter(FakeAnswer.EVENTS, FakeAnswer.textEvent("Well, ")));
            bench.failure(ChatBench.HASTY);
            bench.fake.awaitHangUp();
        }
        assertThat(platformThreads().size()).isLessThan(before.size() + 6);
    }

    private static List<String> platformThreads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).toList();
    }

    private Thread start(ReplySink sink, CompletableFuture<Throwable> outcome) {
        return Thread.ofVirtual().start(() -> {
            try {
                bench.model(ChatBench.PATIENT).reply(bench.request(List.of()), sink);
                outcome.complete(new AssertionError("it ended"));
            } catch (ProviderException | InterruptedException e) {
                outcome.complete(e);
            }
        });
    }

    private interface Taker {
        void take(String piece) throws InterruptedException;
    }

    private static ReplySink sink(Taker taker) {
        return new ReplySink() {
            @Override
            public void text(String piece) throws InterruptedException {
                taker.take(piece);
            }

            @Override
            public void emotion(Emotion emotion) {
                throw new AssertionError("no emotion is known");
            }
        };
    }
}
