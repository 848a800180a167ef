package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.simulator.audio.Microphone;
import dev.mynah.testing.FakeVoice;
import dev.mynah.testing.SpokenPhrases;
import dev.mynah.testing.WireDevice;
import dev.mynah.voice.provider.ProviderException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a provider does, a turn ends: one {@code tts stop}, words on the screen, and the device may speak again. */
class FailingProvidersTest {
    private static final List<byte[]> YES =
            Microphone.utterance(SpokenPhrases.YES, 0, new Random(1)).packets();
    private static final String NO_ANSWER = "Sorry, I have no answer right now.";
    private static final String BROKEN_OFF = "Sorry, I lost the rest of my answer.";
    private static final String NOT_UNDERSTOOD = "Sorry, I could not understand that.";

    private final RunningServer server =
            RunningServer.withFakes("voice.reply-timeout=2s", "voice.recognition-timeout=600ms");
    private final CountDownLatch never = new CountDownLatch(1);
    private WireDevice device;

    @BeforeEach
    void connect() throws Exception {
        device = WireDevice.connect(server.webSocketUrl(), 1);
        device.listen("auto");
    }

    @AfterEach
    void the_device_may_speak_again_and_nothing_is_left() throws Exception {
        never.countDown();
        server.voice().speaks(FakeVoice::hum);
        server.model().says("Yes.");
        long turns = device.count(ServerMessage.TtsStop.class);
        device.listen("auto");
        device.ask("once more");
        device.await(turns + 1, ServerMessage.TtsStop.class);
        assertThat(device.sentences()).last().isEqualTo("Yes.");
        device.close();
        Afterwards.nothingIsLeft(server);
        server.close();
    }

    @Test
    void a_model_that_refuses_is_apologised_for() throws Exception {
        for (ProviderException.Kind kind : ProviderException.Kind.values()) {
            server.model().answers((request, sink) -> {
                throw new ProviderException("fake", kind, "a fault of the test");
            });
            String apology = kind == ProviderException.Kind.BUSY ? "Sorry, too many people are " : NO_ANSWER;
            assertThat(turn()).as("%s", kind).singleElement().asString().startsWith(apology);
        }
    }

    @Test
    void a_model_that_breaks_off_is_heard_as_far_as_it_came() throws Exception {
        for (ProviderException.Kind kind : ProviderException.Kind.values()) {
            server.model().answers((request, sink) -> {
                sink.text("It is. And so");
                throw new ProviderException("fake", kind, "a fault of the test");
            });
            assertThat(turn()).as("%s", kind).containsExactly("It is.", "And so", BROKEN_OFF);
        }
    }

    @Test
    void a_model_may_throw_what_it_likes() throws Exception {
        server.model().answers((request, sink) -> {
            throw new IllegalStateException("a fault of the test");
        });
        assertThat(turn()).containsExactly(NO_ANSWER);
        server.model().answers((request, sink) -> {
            throw new NoClassDefFoundError("a fault of the test");
        });
        assertThat(turn()).containsExactly(NO_ANSWER);
        server.model().answers((request, sink) -> {
            throw new InterruptedException("although nobody interrupted it");
        });
        assertThat(turn()).containsExactly(NO_ANSWER);
    }

    @Test
    void a_model_that_says_nothing_is_apologised_for() throws Exception {
        server.model().answers((request, sink) -> {});
        assertThat(turn()).containsExactly(NO_ANSWER);
        server.model().answers((request, sink) -> {
            for (String nothing : List.of("", " ", "\n\n", "...", "**", "```", "\ud83d", "\u0000")) {
                sink.text(nothing);
            }
        });
        assertThat(turn()).containsExactly(NO_ANSWER);
    }

    @Test
    void a_model_that_stalls_is_given_up() throws Exception {
        server.model().answers((request, sink) -> never.await());
        assertThat(turn()).containsExactly(NO_ANSWER);
    }

    @Test
    void a_model_that_stalls_in_the_middle_is_given_up_and_its_beginning_stays_in_the_history() throws Exception {
        server.model().answers((request, sink) -> {
            sink.text("Well. The ");
            never.await();
        });
        assertThat(turn()).containsExactly("Well.", BROKEN_OFF);
        server.model().says("Yes.");
        turn();
        assertThat(server.model().requests().getLast().history().toString())
                .contains("Well.")
                .doesNotContain("The");
    }

    @Test
    void a_model_that_talks_for_ever_without_a_word_is_given_up() throws Exception {
        server.model().answers((request, sink) -> {
            while (!never.await(1, TimeUnit.MILLISECONDS)) {
                sink.text("... ");
            }
        });
        assertThat(turn()).containsExactly(NO_ANSWER);
    }

    @Test
    void a_megabyte_without_a_full_stop_can_be_interrupted() throws Exception {
        server.model().answers((request, sink) -> sink.text("blah ".repeat(200_000)));
        device.ask("tell me everything");
        device.await(1, ServerMessage.TtsSentenceStart.class);
        device.say(WireDevice.ABORT);
        device.await(1, ServerMessage.TtsStop.class);
        assertThat(device.sentences()).allMatch(sentence -> sentence.length() <= 220);
    }

    @Test
    void a_megabyte_in_one_word_or_in_open_brackets_can_be_interrupted() throws Exception {
        for (String piece : List.of("a", "[", "(", "**", "`", "https://a/")) {
            server.model().answers((request, sink) -> sink.text("Here. " + piece.repeat(1_000_000 / piece.length())));
            long before = device.count(ServerMessage.TtsStop.class);
            long shown = device.count(ServerMessage.TtsSentenceStart.class);
            device.ask("tell me everything");
            device.await(shown + 1, ServerMessage.TtsSentenceStart.class);
            device.say(WireDevice.ABORT);
            device.await(before + 1, ServerMessage.TtsStop.class);
        }
        Afterwards.await("threads", () -> Afterwards.gauge(server, "mynah.turn.threads") == 0);
    }

    @Test
    void a_voice_that_fails_leaves_the_words_on_the_screen() throws Exception {
        server.model().says("It is late. Sleep well.");
        server.voice().speaks((sentence, sink) -> {
            throw new ProviderException("fake", ProviderException.Kind.UNAVAILABLE, "a fault of the test");
        });
        assertThat(turn()).containsExactly("It is late.", "Sleep well.");
        server.voice().speaks((sentence, sink) -> {
            throw new UnsatisfiedLinkError("a fault of the test");
        });
        assertThat(turn()).containsExactly("It is late.", "Sleep well.");
        server.voice().speaks((sentence, sink) -> {
            sink.accept(new short[8000], 16_000);
            throw new IllegalStateException("a fault of the test in the middle of a sentence");
        });
        assertThat(turn()).containsExactly("It is late.", "Sleep well.");
    }

    @Test
    void a_voice_may_speak_at_any_rate_or_not_at_all() throws Exception {
        server.model().says("Now.");
        for (int rate : List.of(8000, 11_025, 22_050, 44_100, 48_000, 7919, 1, 0, -5, Integer.MAX_VALUE)) {
            server.voice().speaks((sentence, sink) -> {
                sink.accept(new short[0], rate);
                sink.accept(new short[Math.clamp(rate / 10, 1, 5000)], rate);
            });
            assertThat(turn()).as("%d Hz", rate).containsExactly("Now.");
        }
        server.voice().speaks((sentence, sink) -> {});
        assertThat(turn()).containsExactly("Now.");
    }

    @Test
    void a_voice_that_stalls_is_given_up() throws Exception {
        server.model().says("Well.");
        server.voice().speaks((sentence, sink) -> never.await());
        assertThat(turn()).containsExactly("Well.", BROKEN_OFF);
    }

    @Test
    void a_recogniser_that_stalls_lets_go_of_the_utterance_and_is_apologised_for() throws Exception {
        server.recognition().then(() -> {
            never.await();
            return "";
        });
        assertThat(spokenTurn()).containsExactly(NOT_UNDERSTOOD);
        Afterwards.await("utterance", () -> server.recognition().open() == 0);
        Afterwards.await("thread", () -> Afterwards.gauge(server, "mynah.turn.threads") == 0);
    }

    @Test
    void a_recogniser_may_throw_what_it_likes() throws Exception {
        server.recognition().then(() -> {
            throw new ProviderException("fake", ProviderException.Kind.BUSY, "a fault of the test");
        });
        assertThat(spokenTurn()).first().asString().startsWith("Sorry, too many people");
        server.recognition().then(() -> {
            throw new IllegalStateException("a fault of the test");
        });
        assertThat(spokenTurn()).containsExactly(NOT_UNDERSTOOD);
        server.recognition().then(() -> {
            throw new StackOverflowError("a fault of the test");
        });
        assertThat(spokenTurn()).containsExactly(NOT_UNDERSTOOD);
    }

    @Test
    void a_device_that_leaves_while_everything_stalls_leaves_nothing_behind() throws Exception {
        server.recognition().then(() -> {
            never.await();
            return "";
        });
        CountDownLatch thinking = new CountDownLatch(1);
        server.model().answers((request, sink) -> {
            thinking.countDown();
            never.await();
        });
        try (WireDevice other = WireDevice.connect(server.webSocketUrl(), 2)) {
            other.listen("manual");
            for (byte[] packet : YES) {
                other.wire().sendBinary(packet);
            }
            other.say("{\"type\":\"listen\",\"state\":\"stop\"}");
            Afterwards.await("recognition", () -> Afterwards.gauge(server, "mynah.turn.threads") == 1);
        }
        try (WireDevice other = WireDevice.connect(server.webSocketUrl(), 3)) {
            other.listen("auto");
            other.ask("anything");
            assertThat(thinking.await(10, TimeUnit.SECONDS)).isTrue();
        }
        Afterwards.await("sessions", () -> server.sessions().size() == 1);
        Afterwards.await("utterances", () -> server.recognition().open() == 0);
        Afterwards.await("threads", () -> Afterwards.gauge(server, "mynah.turn.threads") == 0);
    }

    /** One question in writing; the sentences shown for it until its end. */
    private List<String> turn() throws Exception {
        device.listen("auto");
        return sentencesAfter(() -> device.ask("a question"));
    }

    /** One question aloud, by push-to-talk. */
    private List<String> spokenTurn() throws Exception {
        return sentencesAfter(() -> {
            device.listen("manual");
            for (byte[] packet : YES) {
                device.wire().sendBinary(packet);
            }
            device.say("{\"type\":\"listen\",\"state\":\"stop\"}");
        });
    }

    private interface Asking {
        void ask() throws Exception;
    }

    private List<String> sentencesAfter(Asking asking) throws Exception {
        int shown = device.sentences().size();
        asking.ask();
        assertThat(device.await(all -> apology(all, shown) || quietSince(all, shown), WireDevice.PATIENCE))
                .as("no end of the turn: %s", device.kinds())
                .isTrue();
        if (apology(device.log(), shown)) {
            // Its words are known; nobody has to hear them out.
            device.say(WireDevice.ABORT);
        }
        boolean over = device.await(all -> quietSince(all, shown), WireDevice.PATIENCE);
        assertThat(over).as("no end of the turn: %s", device.kinds()).isTrue();
        assertThat(device.count(ServerMessage.TtsStop.class))
                .as("one stop for every start: %s", device.kinds())
                .isEqualTo(device.count(ServerMessage.TtsStart.class));
        return device.sentences().subList(shown, device.sentences().size());
    }

    private static boolean apology(List<WireDevice.Received> all, int shown) {
        List<String> texts = texts(all);
        return texts.size() > shown && texts.getLast().startsWith("Sorry");
    }

    /** A stop came last, with something shown before it and no cut reply that an apology follows. */
    private static boolean quietSince(List<WireDevice.Received> all, int shown) {
        List<String> texts = texts(all);
        boolean stopped = !all.isEmpty() && all.getLast().is(ServerMessage.TtsStop.class);
        boolean cut = texts.size() == shown + 1 && texts.getLast().equals("Well.");
        return stopped && texts.size() > shown && !cut;
    }

    private static List<String> texts(List<WireDevice.Received> all) {
        return all.stream()
                .filter(item -> item.message() instanceof ServerMessage.TtsSentenceStart)
                .map(item -> ((ServerMessage.TtsSentenceStart) item.message()).text())
                .toList();
    }
}
