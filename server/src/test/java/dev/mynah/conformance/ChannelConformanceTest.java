package dev.mynah.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.app.RunningServer;
import dev.mynah.config.Configuration;
import dev.mynah.config.ConfigurationLoader;
import dev.mynah.config.Surroundings;
import dev.mynah.session.SessionEnd;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C51 to C57: how a channel ends, and what does not end it. */
class ChannelConformanceTest {
    private static final long MILLI = 1_000_000L;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void c51_a_device_that_drops_tcp_frees_its_session_and_its_synthesis(boolean midFrame) throws Exception {
        CountDownLatch speaking = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        try (RunningServer server = RunningServer.withFakes()) {
            server.voice().speaks((sentence, sink) -> {
                speaking.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException gone) {
                    cancelled.countDown();
                    throw gone;
                }
            });
            WireDevice device = WireDevice.greeted(server);
            device.listen("auto");
            device.detect("talk");
            assertThat(speaking.await(WireDevice.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
            if (midFrame) {
                byte[] frame = WireFrames.masked(WireFrames.BINARY, new byte[100]);
                device.sendRaw(Arrays.copyOf(frame, 50));
                device.reset();
            } else {
                device.close();
            }

            assertThat(cancelled.await(WireDevice.PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
            Eventually.holds("the session is gone", () -> server.sessions().size() == 0);
        }
    }

    @Test
    void c52_a_close_that_the_device_never_answers_is_followed_by_the_end_of_tcp() throws Exception {
        try (RunningServer server = RunningServer.withFakes();
                WireDevice device = WireDevice.greeted(server)) {
            server.sessions().of(WireDevice.id(WireDevice.MAC)).orElseThrow().close(SessionEnd.IDLE);
            Received close = device.await("close");
            Received end = device.await("end");

            assertThat(end.nanoTime() - close.nanoTime())
                    .as("a second is configured; the library's own default is ten")
                    .isLessThan(5000 * MILLI);
            Eventually.holds("the session is gone", () -> server.sessions().size() == 0);
        }
    }

    @Test
    void c53_a_device_that_never_answers_pings_is_kept_because_none_are_sent() throws Exception {
        try (RunningServer server = RunningServer.withFakes();
                WireDevice device = WireDevice.greeted(server)) {
            server.model().says("A reply of a second.");
            device.listen("auto");
            device.detect("talk");
            device.await("tts stop");

            assertThat(device.kinds()).doesNotContain("ping", "close", "end");
        }
    }

    @Test
    void c54_a_quiet_channel_is_closed_though_its_microphone_is_open() throws Exception {
        try (RunningServer server = RunningServer.withFakes("voice.idle-timeout=1s");
                WireDevice device = WireDevice.greeted(server)) {
            device.listen("auto");
            for (int i = 0; i < 100; i++) {
                device.sendAudio(new byte[] {0x58});
            }
            device.await("close");
            device.await("end");
        }
    }

    @Test
    void c54_a_channel_that_never_listened_is_closed_too() throws Exception {
        try (RunningServer server = RunningServer.withFakes("voice.idle-timeout=1s");
                WireDevice device = WireDevice.greeted(server)) {
            device.await("end");
        }
    }

    @Test
    void c54_a_channel_that_waits_for_a_timer_is_kept_alive_by_messages() throws Exception {
        try (RunningServer server = RunningServer.withFakes("voice.idle-timeout=1s");
                WireDevice device = WireDevice.greeted(server)) {
            server.model().answers((request, sink) -> {
                var arguments = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
                request.tools().call("timer.start", arguments.put("seconds", 3));
                sink.text("Set.");
            });
            device.listen("auto");
            device.detect("set a timer");
            device.await("tts stop");
            device.await("llm");
            device.await("tts start");
            assertThat(device.await("tts sentence_start").text()).contains("timer");
            assertThat(device.kinds()).doesNotContain("close");
        }
    }

    @Test
    void c54_and_c57_hold_by_default_and_cannot_be_configured_away() throws Exception {
        Configuration defaults = defaults();

        assertThat(defaults.voice().idleTimeout()).isLessThan(Duration.ofMinutes(2));
        assertThat(defaults.limits().helloTimeout()).isLessThanOrEqualTo(Duration.ofSeconds(15));
        assertThat(Duration.ofSeconds(10))
                .as("the device itself waits so long")
                .isLessThan(defaults.limits().helloTimeout());
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> RunningServer.withFakes("voice.idle-timeout=120s"))
                .hasMessageContaining("voice.idle-timeout");
    }

    private static Configuration defaults() throws Exception {
        Path nowhere = Path.of("target");
        return new ConfigurationLoader(new Surroundings(Map.of(), nowhere, nowhere, ZoneId.of("UTC")))
                .load(null, List.of());
    }

    @Test
    void c55_a_second_channel_of_the_same_device_wins_and_the_first_cannot_touch_it() throws Exception {
        try (RunningServer server = RunningServer.withFakes();
                WireDevice old = WireDevice.greeted(server);
                WireDevice fresh = WireDevice.connect(server)) {
            String id = fresh.sendHello("", 1).json().path("session_id").asText();
            old.await("close");
            server.model().says("The new channel.");
            fresh.listen("auto");
            fresh.detect("talk");
            fresh.await("audio");
            old.abort();
            old.listen("auto");
            old.await("end");
            fresh.await("tts stop");

            assertThat(fresh.all("audio")).hasSize("The new channel.".length());
            assertThat(server.sessions()
                            .of(WireDevice.id(WireDevice.MAC))
                            .orElseThrow()
                            .id())
                    .isEqualTo(id);
            assertThat(old.kinds()).doesNotContain("audio");
        }
    }

    @Test
    void c56_unknown_and_enormous_messages_do_not_end_the_channel() throws Exception {
        try (RunningServer server = RunningServer.withFakes();
                WireDevice device = WireDevice.greeted(server)) {
            device.send("{\"session_id\":\"x\",\"type\":\"weather\",\"sky\":\"blue\"}");
            device.send(
                    "{\"session_id\":\"x\",\"type\":\"iot\",\"update\":true,\"descriptors\":[{\"name\":\"Lamp\"}]}");
            device.send("{\"session_id\":\"x\",\"type\":\"iot\",\"update\":true,\"states\":[{\"name\":\"Lamp\"}]}");
            device.send("{\"session_id\":\"x\",\"type\":\"listen\",\"state\":\"dream\"}");
            device.send("{\"session_id\":\"x\",\"type\":\"pad\",\"pad\":\"" + "x".repeat(60_000) + "\"}");
            String frame = "{\"type\":\"pad\",\"pad\":\"%s\"}";
            device.send(frame.formatted("x".repeat(65_535 - frame.length() + 2)));
            device.send("[" + "x".repeat(60_000));
            device.send(
                    "{\"session_id\":\"x\",\"type\":\"listen\",\"state\":\"start\",\"mode\":\"auto\",\"more\":[{}]}");
            device.detect("still there");
            device.await("stt");
            device.await("tts stop");
        }
    }

    @Test
    void c57_a_connection_without_hello_is_dropped_whatever_else_it_sends() throws Exception {
        try (RunningServer server = RunningServer.withFakes("limits.hello-timeout=500ms");
                WireDevice silent = WireDevice.connect(server);
                WireDevice chatty = WireDevice.connect(server, "02:00:00:00:00:02", 1)) {
            chatty.sendAudio(new byte[] {0x58});
            chatty.listen("auto");
            silent.await("end");
            chatty.await("end");
            assertThat(server.sessions().size()).isZero();
        }
    }

    @Test
    void c57_a_connection_with_hello_is_not() throws Exception {
        try (RunningServer server = RunningServer.withFakes("limits.hello-timeout=500ms");
                WireDevice device = WireDevice.greeted(server)) {
            server.model().says("Half a second.");
            device.listen("auto");
            device.detect("talk");
            device.await("tts stop");
            assertThat(device.kinds()).doesNotContain("close", "end");
        }
    }
}
