package dev.mynah.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.app.RunningServer;
import dev.mynah.protocol.Emotion;
import dev.mynah.protocol.audio.OpusToc;
import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.testing.FakeVoice;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.tts.TextToSpeech.PcmSink;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * C38 to C41, C43, C48 to C50, C58 and C59: how the server speaks. Times are held against bounds that a slow machine cannot
 * break: nothing is read before it was sent. The exact schedule is in {@code PlayoutTest}, in virtual time.
 */
class SpeakingConformanceTest {
    private static final long MILLI = 1_000_000L;
    private static final String LONG = "This answer is far too long for anybody to hear it to its very end.";
    /** Packets of about a second: far from all, and more than a stalled machine lets through. */
    private static final int AT_ONCE = 17;
    /** §4.6, written out again on purpose. */
    private static final Set<String> FACES = Set.of(
            ("neutral happy laughing funny sad angry crying loving embarrassed surprised shocked thinking winking cool"
                            + " relaxed delicious kissy confident sleepy silly confused")
                    .split(" "));

    private final RunningServer server = RunningServer.withFakes("voice.end-of-speech=300ms");

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void c38_a_reply_is_start_then_sentences_with_their_audio_then_stop() throws Exception {
        server.model().says("One. Two.");
        try (WireDevice device = listening()) {
            device.detect("go");
            device.await("tts stop");

            List<String> order = device.kinds().stream()
                    .filter(kind -> kind.startsWith("tts") || kind.equals("audio"))
                    .toList();
            assertThat(order.getFirst()).isEqualTo("tts start");
            assertThat(order.get(1)).isEqualTo("tts sentence_start");
            assertThat(order.get(2)).isEqualTo("audio");
            assertThat(order.getLast()).isEqualTo("tts stop");
            assertThat(order.get(order.size() - 2)).isEqualTo("audio");
            assertThat(device.all())
                    .filteredOn(one -> one.json().path("type").asText().equals("tts"))
                    .allMatch(one -> one.json().path("state").isTextual());
        }
    }

    @Test
    void c38_the_device_gets_time_to_switch_to_speaking() throws Exception {
        try (WireDevice device = listening()) {
            long asked = System.nanoTime();
            device.detect("go");

            assertThat(device.await("audio").nanoTime() - asked).isGreaterThanOrEqualTo(60 * MILLI);
        }
    }

    @ParameterizedTest
    @CsvSource({"false", "true"})
    void c39_a_voice_that_fails_is_still_followed_by_stop(boolean atOnce) throws Exception {
        server.voice().speaks((sentence, sink) -> {
            if (!atOnce) {
                FakeVoice.hum("Some.", sink);
            }
            throw new ProviderException("hum", ProviderException.Kind.TIMEOUT, "nothing more comes");
        });
        try (WireDevice device = listening()) {
            device.detect("go");
            device.await("tts start");
            device.await("tts stop");
            assertThat(device.all("tts stop")).hasSize(1);
        }
    }

    @Test
    void c39_a_model_that_fails_is_still_followed_by_stop() throws Exception {
        server.model().answers((request, sink) -> {
            sink.text("I think that ");
            throw new IllegalStateException("broken");
        });
        try (WireDevice device = listening()) {
            device.detect("go");
            device.await("tts start");
            device.await("tts stop");
        }
    }

    @Test
    void c40_an_abort_stops_the_voice_and_is_answered_with_one_stop() throws Exception {
        server.model().says(LONG);
        CountDownLatch synthesised = new CountDownLatch(1);
        server.voice().speaks((sentence, sink) -> {
            FakeVoice.hum(sentence, sink);
            synthesised.countDown();
        });
        try (WireDevice device = listening()) {
            device.detect("go");
            device.await("audio");
            await(synthesised);
            int before = device.all("audio").size();
            device.abort();
            Received stop = device.await("tts stop");
            int onTheirWay = device.all("audio").size() - before;
            server.model().says("Ok.");
            device.detect("once more");
            device.await("tts start");
            device.await("tts stop");

            assertThat(onTheirWay).as("packets after the abort; 100 ms are two").isLessThan(AT_ONCE);
            assertThat(device.after(stop).stream().map(Received::kind).filter("audio"::equals))
                    .hasSize("Ok.".length());
            assertThat(device.all("tts stop")).hasSize(2);
        }
    }

    @Test
    void c41_after_the_wake_word_interrupts_nothing_of_the_old_turn_comes() throws Exception {
        server.model().says(LONG + " " + LONG);
        CountDownLatch oldTurnOver = new CountDownLatch(1);
        CountDownLatch nextReply = new CountDownLatch(1);
        server.voice().speaks((sentence, sink) -> goOnRegardless(sink, oldTurnOver, nextReply));
        try (WireDevice device = listening()) {
            device.detect("go");
            device.await("audio");
            int before = device.all("audio").size();
            device.send("{\"session_id\":\"x\",\"type\":\"abort\",\"reason\":\"wake_word_detected\"}");
            device.listen("auto");
            Received stop = device.await("tts stop");
            assertThat(device.all("audio").size() - before)
                    .as("packets after the abort; 100 ms are two")
                    .isLessThan(AT_ONCE);
            await(oldTurnOver);
            server.voice().speaks(FakeVoice::hum);
            server.model().says("Here I am.");
            device.speak();
            device.await("audio");
            nextReply.countDown();
            device.await("tts stop");

            assertThat(device.after(stop).stream().map(Received::kind))
                    .startsWith("stt", "tts start", "tts sentence_start")
                    .filteredOn("audio"::equals)
                    .hasSize("Here I am.".length());
            assertThat(device.all("tts sentence_start").getLast().text()).isEqualTo("Here I am.");
        }
    }

    /** A voice that does not notice that nobody wants to hear it any more, until well into the next reply. */
    private static void goOnRegardless(PcmSink sink, CountDownLatch cut, CountDownLatch nextReply) {
        for (int late = 0; late < 20; ) {
            try {
                FakeVoice.hum("a", sink);
            } catch (InterruptedException unwanted) {
                cut.countDown();
            }
            if (nextReply.getCount() == 0) {
                late++;
            }
            boolean ignored = Thread.interrupted();
            LockSupport.parkNanos(ignored ? MILLI : 2 * MILLI);
        }
    }

    @ParameterizedTest
    @CsvSource({"2.1.0, true", "2.2.2, false"})
    void c43_old_firmware_is_told_to_stop_only_when_it_has_played_everything(String firmware, boolean waits)
            throws Exception {
        server.model().says("Ten bytes.");
        report(firmware);
        try (WireDevice device = listening()) {
            long asked = System.nanoTime();
            device.detect("go");
            Received stop = device.await("tts stop");

            long earliest = 60 + "Ten bytes.".length() * 60L + 200;
            if (waits) {
                assertThat(stop.nanoTime() - asked).isGreaterThanOrEqualTo(earliest * MILLI);
            } else {
                assertThat(device.all("audio")).hasSize("Ten bytes.".length());
            }
        }
    }

    private void report(String firmware) throws Exception {
        java.util.Map<String, String> headers = new java.util.HashMap<>(RawHttp.DEVICE);
        headers.put("User-Agent", "bread-compact-wifi/" + firmware);
        RawHttp answer = RawHttp.post(server.port(), "/xiaozhi/ota/", "h:1", headers, "{}");
        assertThat(answer.statusLine()).contains(" 200 ");
    }

    @Test
    void c48_and_c50_are_held_by_every_packet_of_a_long_instant_synthesis() throws Exception {
        server.model().says(LONG.substring(0, 30) + ".");
        try (WireDevice device = listening()) {
            long asked = System.nanoTime();
            device.detect("go");
            device.await("tts stop");

            List<Received> audio = device.all("audio");
            assertThat(audio).hasSize(31);
            for (int k = 0; k < audio.size(); k++) {
                assertThat(audio.get(k).nanoTime() - asked)
                        .as("packet %d: 60 ms to switch, real time, two frames of lead", k)
                        .isGreaterThanOrEqualTo((60 + k * 60L - 120) * MILLI);
                byte[] packet = device.packet(audio.get(k));
                assertThat(OpusToc.durationMicros(packet)).isEqualTo(60_000);
                assertThat(OpusToc.isStereo(packet)).isFalse();
            }
        }
    }

    @Test
    void c49_a_pause_in_the_synthesis_is_not_caught_up_with() throws Exception {
        CompletableFuture<Long> resumed = new CompletableFuture<>();
        CountDownLatch pauseOver = new CountDownLatch(1);
        server.voice().speaks((sentence, sink) -> {
            FakeVoice.hum("aaaaaa", sink);
            pauseOver.await();
            resumed.complete(System.nanoTime());
            FakeVoice.hum("a".repeat(20), sink);
        });
        try (WireDevice device = listening();
                ScheduledExecutorService later = Executors.newSingleThreadScheduledExecutor()) {
            device.detect("go");
            for (int i = 0; i < 5; i++) {
                device.await("audio");
            }
            later.schedule(pauseOver::countDown, 1, TimeUnit.SECONDS);
            device.await("tts stop");

            List<Received> after = device.all("audio").subList(5, 25);
            long begin = resumed.get(1, TimeUnit.SECONDS);
            for (int k = 0; k < after.size(); k++) {
                assertThat(after.get(k).nanoTime() - begin)
                        .as("packet %d after the pause: real time, and a lead of 10 ms a packet up to 120", k)
                        .isGreaterThanOrEqualTo((k * 60 - Math.min(120, k * 10)) * MILLI);
            }
        }
    }

    @Test
    void c58_an_alert_has_status_message_and_emotion() throws Exception {
        try (WireDevice device = listening()) {
            server.sessions()
                    .of(WireDevice.id(WireDevice.MAC))
                    .orElseThrow()
                    .link()
                    .send(new ServerMessage.Alert("Notice", "Tea is \"ready\"", "happy"));

            Received alert = device.await("alert");
            for (String member : List.of("status", "message", "emotion")) {
                assertThat(alert.json().path(member).isTextual()).as(member).isTrue();
            }
            assertThat(alert.json().path("message").asText()).isEqualTo("Tea is \"ready\"");
        }
    }

    @ParameterizedTest
    @EnumSource(Emotion.class)
    void c59_every_face_has_a_name_that_devices_know(Emotion emotion) throws Exception {
        server.model().answers((request, sink) -> {
            sink.emotion(emotion);
            sink.text("A.");
        });
        try (WireDevice device = listening()) {
            device.detect("go");

            assertThat(FACES)
                    .contains(device.await("llm").json().path("emotion").asText());
        }
    }

    @Test
    void c59_a_face_that_no_device_knows_becomes_neutral() {
        assertThat(Emotion.named("ecstatic").wireName()).isEqualTo("neutral");
        assertThat(Emotion.named(" Happy ").wireName()).isEqualTo("happy");
        assertThat(Emotion.values()).hasSize(FACES.size());
    }

    private static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(WireDevice.PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    }

    private WireDevice listening() throws Exception {
        WireDevice device = WireDevice.greeted(server);
        device.listen("auto");
        return device;
    }
}
