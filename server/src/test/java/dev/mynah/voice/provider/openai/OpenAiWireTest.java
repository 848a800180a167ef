package dev.mynah.voice.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.testing.FakeAnswer;
import dev.mynah.testing.FakeOpenAi;
import dev.mynah.voice.provider.ProviderException.Kind;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class OpenAiWireTest {
    private final HttpClient client =
            OpenAiWire.sharedClient(task -> Thread.ofVirtual().start(task));
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

    private OpenAiWire wire(int mostAtOnce) {
        return new OpenAiWire(
                OpenAiSettings.chat("cloud", fake.baseUrl(), "m"),
                OpenAiAddress.CHAT,
                client,
                System::nanoTime,
                mostAtOnce);
    }

    private static OpenAiWire.Answer post(OpenAiWire wire) throws AttemptFailed, InterruptedException {
        return wire.post("application/json", BodyPublishers.ofString("{}"), wire.patience());
    }

    @Test
    void more_requests_at_once_than_allowed_are_turned_away_until_one_is_done() throws Exception {
        byte[] beginning = "x".getBytes(StandardCharsets.US_ASCII);
        OpenAiWire wire = wire(2);
        for (int each = 0; each < 4; each++) {
            fake.chat(FakeAnswer.stallAfter("text/plain", beginning));
        }
        OpenAiWire.Answer first = post(wire);
        OpenAiWire.Answer second = post(wire);
        assertThatThrownBy(() -> post(wire)).isInstanceOfSatisfying(AttemptFailed.class, failed -> assertThat(
                        failed.failure().kind())
                .isEqualTo(Kind.BUSY));
        first.close();
        fake.awaitHangUp();
        post(wire).close();
        second.close();
        assertThat(fake.requests()).hasSize(3);
    }

    @Test
    void failed_requests_make_room_too() throws Exception {
        OpenAiWire wire = wire(1);
        fake.chat(FakeAnswer.error(500, "no")).chat(FakeAnswer.cut()).chat(FakeAnswer.error(400, "no"));
        for (int each = 0; each < 3; each++) {
            assertThatThrownBy(() -> post(wire)).isInstanceOf(AttemptFailed.class);
        }
        fake.chat(FakeAnswer.text("yes"));
        post(wire).close();
    }

    @Test
    void an_answer_of_many_pieces_is_read_whole_and_in_order() throws Exception {
        byte[] large = new byte[3_000_000];
        for (int index = 0; index < large.length; index++) {
            large[index] = (byte) (index / 7);
        }
        fake.chat(FakeAnswer.body("audio/pcm", large));
        OpenAiWire wire = wire(1);
        Patience patience = wire.patience();
        try (OpenAiWire.Answer answer = wire.post("application/json", BodyPublishers.ofString("{}"), patience)) {
            assertThat(wire.readAll(answer.body(), large.length, patience)).isEqualTo(large);
        }
    }

    @Test
    void many_turns_share_the_client_without_getting_each_others_answers() throws Exception {
        OpenAiWire wire = wire(64);
        for (int each = 0; each < 50; each++) {
            fake.chat(FakeAnswer.body("text/plain", ("answer " + each).getBytes(StandardCharsets.UTF_8)));
        }
        List<String> answers = new ArrayList<>();
        try (var turns = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<String> turn = () -> {
                Patience patience = wire.patience();
                try (OpenAiWire.Answer answer = post(wire)) {
                    return new String(wire.readAll(answer.body(), 100, patience), StandardCharsets.UTF_8);
                }
            };
            List<Future<String>> running = new ArrayList<>();
            for (int each = 0; each < 50; each++) {
                running.add(turns.submit(turn));
            }
            for (Future<String> each : running) {
                answers.add(each.get());
            }
        }
        assertThat(answers).doesNotHaveDuplicates().hasSize(50).allMatch(answer -> answer.startsWith("answer "));
    }
}
