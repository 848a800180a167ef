package dev.mynah.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.app.RunningServer;
import dev.mynah.protocol.audio.BinaryFraming;
import dev.mynah.session.DeviceSession;
import dev.mynah.testing.FakeVoice;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C33 to C37 and C42 to C47: what a device says and how it is heard, in every mode. */
class ListeningConformanceTest {
    private final RunningServer server = RunningServer.withFakes("voice.end-of-speech=300ms");

    @BeforeEach
    void answerBriefly() {
        server.model().says("Ok.");
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void c33_wake_word_packets_before_any_listen_are_all_taken_and_are_no_utterance() throws Exception {
        try (WireDevice device = WireDevice.greeted(server)) {
            burst(device);
            device.detect("hey mynah");
            device.listen("auto");
            device.speak();
            device.await("stt");
            // What was heard is shown before the model is asked; once it is answered, everything has happened.
            device.await("tts stop");

            assertThat(server.recognition().opened()).as("only the question").isEqualTo(1);
            assertThat(session().droppedPackets()).isZero();
            assertThat(server.model().requests()).hasSize(1);
        }
    }

    @Test
    void c34_an_answer_to_a_detection_survives_the_listen_start_right_after_it() throws Exception {
        server.model().says("Hello to you.");
        try (WireDevice device = WireDevice.greeted(server)) {
            device.detect("good morning");
            device.listen("auto");

            assertThat(device.await("stt").text()).isEqualTo("good morning");
            device.await("tts start");
            assertThat(device.await("tts sentence_start").text()).isEqualTo("Hello to you.");
            device.await("tts stop");
            assertThat(device.all("audio")).hasSize("Hello to you.".length());
        }
    }

    @Test
    void c35_a_device_that_never_detects_is_heard_from_listen_start_alone() throws Exception {
        server.recognition().usually("what time is it");
        try (WireDevice device = WireDevice.greeted(server)) {
            device.listen("auto");
            device.speak();

            assertThat(device.await("stt").text()).isEqualTo("what time is it");
            device.await("tts stop");
        }
    }

    @Test
    void c36_a_detection_with_unescaped_quotes_is_understood() throws Exception {
        try (WireDevice device = WireDevice.greeted(server)) {
            device.send("this is no JSON");
            device.send("{\"session_id\":\"x\",\"type\":\"listen\",\"state\":\"det");
            device.detect("say \"hi\"");
            device.listen("auto");

            assertThat(device.await("stt").text()).isEqualTo("say \"hi\"");
            device.await("tts stop");
        }
    }

    @Test
    void c37_nothing_is_spoken_before_the_first_listen() throws Exception {
        WireTools tools = new WireTools();
        try (WireDevice device = WireDevice.connect(server).withTools(tools).hello(true)) {
            burst(device);
            device.speak();
            device.abort();
            device.await("mcp", request -> WireTools.method(request).equals("tools/list"));
            assertThat(device.kinds()).noneMatch(kind -> kind.startsWith("tts") || kind.equals("audio"));

            device.listen("auto");
            device.speak();
            device.await("tts stop");
            assertThat(device.all("tts start")).hasSize(1);
        }
    }

    @Test
    void c42_aborts_when_nothing_plays_are_ignored() throws Exception {
        try (WireDevice device = WireDevice.greeted(server)) {
            device.abort();
            device.abort();
            device.listen("auto");
            device.abort();
            device.abort();
            device.detect("still there");
            device.await("stt");
            device.await("tts stop");
            device.abort();
            device.detect("and now");
            device.await("stt");
            device.await("tts stop");

            assertThat(device.kinds())
                    .filteredOn(kind -> kind.equals("tts start") || kind.equals("tts stop"))
                    .containsExactly("tts start", "tts stop", "tts start", "tts stop");
        }
    }

    @Test
    void c44_in_realtime_the_next_question_needs_no_listen_start() throws Exception {
        server.model().says("Yes.");
        try (WireDevice device = WireDevice.greeted(server)) {
            device.listen("realtime");
            for (int question = 0; question < 3; question++) {
                device.speak();
                device.await("stt");
                device.await("tts stop");
            }
        }
    }

    @Test
    void c45_in_realtime_speech_during_the_reply_interrupts_it() throws Exception {
        server.model().says("This answer has no end.");
        server.voice().speaks((sentence, sink) -> {
            FakeVoice.hum(sentence, sink);
            new CountDownLatch(sentence.equals("Fine.") ? 0 : 1).await();
        });
        try (WireDevice device = WireDevice.greeted(server)) {
            device.listen("realtime");
            device.detect("talk");
            device.await("audio");
            server.model().says("Fine.");
            device.speak();

            Received stop = device.await("tts stop");
            assertThat(device.await("tts sentence_start").text()).isEqualTo("Fine.");
            device.await("tts stop");
            assertThat(device.after(stop).stream().filter(one -> one.kind().equals("audio")))
                    .as("only the new answer is heard after the interruption")
                    .hasSize("Fine.".length());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "manual"})
    void c45_in_the_other_modes_what_arrives_during_the_reply_is_discarded(String mode) throws Exception {
        CountDownLatch said = new CountDownLatch(1);
        server.model().says("A reply.");
        server.voice().speaks((sentence, sink) -> {
            FakeVoice.hum(sentence, sink);
            said.await();
        });
        try (WireDevice device = WireDevice.greeted(server)) {
            device.listen(mode);
            device.detect("talk");
            device.await("audio");
            int before = server.recognition().opened();
            device.speak();
            device.await(session());
            said.countDown();
            device.await("tts stop");
            device.listen("auto");
            device.speak();
            device.await("stt");
            device.await("tts stop");

            assertThat(server.recognition().opened() - before)
                    .as("utterances after the reply began")
                    .isEqualTo(1);
            assertThat(device.all("audio")).as("nothing interrupted it").hasSize(2 * "A reply.".length());
        }
    }

    @Test
    void c46_a_released_button_ends_the_utterance_and_late_packets_do_no_harm() throws Exception {
        try (WireDevice device = WireDevice.greeted(server)) {
            for (int turn = 1; turn <= 2; turn++) {
                device.listen("manual");
                device.speak();
                device.stopListening();
                for (byte[] late : WireDevice.QUESTION.subList(5, 10)) {
                    device.sendAudio(late);
                }
                device.await("stt");
                device.await("tts stop");
                assertThat(server.recognition().opened()).isEqualTo(turn);
            }
            assertThat(device.all("stt")).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void c47_packets_of_0_to_3_bytes_do_no_harm(int framing) throws Exception {
        try (WireDevice device =
                WireDevice.connect(server, WireDevice.MAC, framing).hello(false)) {
            device.framed(BinaryFraming.ofVersion(framing));
            tiny(device);
            device.listen("auto");
            tiny(device);
            device.speak();

            assertThat(device.await("stt").text()).isEqualTo("hello");
            device.await("tts stop");
        }
    }

    @Test
    void c47_frames_too_short_for_their_header_do_no_harm() throws Exception {
        try (WireDevice device = WireDevice.connect(server, WireDevice.MAC, 2).hello(false)) {
            device.listen("auto");
            for (int bytes = 0; bytes < 16; bytes++) {
                device.sendRaw(WireFrames.masked(WireFrames.BINARY, new byte[bytes]));
            }
            device.framed(BinaryFraming.V2);
            device.speak();
            device.await("stt");
        }
    }

    private static void tiny(WireDevice device) throws Exception {
        for (byte[] packet : List.of(
                new byte[0],
                new byte[] {0x58},
                new byte[] {0x58, 0},
                new byte[] {0x58, 0, 0},
                new byte[] {-1, -1, -1},
                new byte[] {3},
                new byte[] {-8, -1, -2})) {
            device.sendAudio(packet);
        }
    }

    /** Two seconds of sound at once, as boards send them that keep the wake word. */
    private static void burst(WireDevice device) throws Exception {
        for (int i = 0; i < 33; i++) {
            device.sendAudio(WireDevice.QUESTION.get(i % 16));
        }
    }

    private DeviceSession session() {
        return server.sessions().of(WireDevice.id(WireDevice.MAC)).orElseThrow();
    }
}
