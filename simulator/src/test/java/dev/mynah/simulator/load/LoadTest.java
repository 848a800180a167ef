package dev.mynah.simulator.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.simulator.Conversations;
import dev.mynah.simulator.ScriptedServer;
import dev.mynah.simulator.audio.Microphone;
import dev.mynah.simulator.device.World;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class LoadTest {
    private static final Microphone.Utterance WORDS = new Microphone.Utterance(Microphone.silence(8, new Random(2)), 4);

    private static LoadPlan plan(ScriptedServer server, int devices, int talking) {
        return new LoadPlan(
                devices,
                talking,
                Duration.ofSeconds(3),
                Duration.ofMillis(100),
                1,
                List.of(WORDS),
                server.http() + "/xiaozhi/ota/",
                8,
                Duration.ofSeconds(20));
    }

    @Test
    void devices_talk_in_turns_and_are_measured() throws Exception {
        List<String> progress = new CopyOnWriteArrayList<>();
        try (ScriptedServer server = new ScriptedServer(Conversations.answering(5)).configuring();
                World world = World.real(1)) {
            LoadReport report = new Load(plan(server, 20, 4), world)
                    .run(ProcessHandle.current().pid(), progress::add);
            assertThat(report.failures()).isEmpty();
            assertThat(report.connected()).isEqualTo(20);
            assertThat(report.hello().count()).isEqualTo(20);
            assertThat(report.turns()).isPositive();
            assertThat(report.frames()).isGreaterThanOrEqualTo(report.turns() * 5);
            assertThat(report.firstAudio().count()).isEqualTo(report.turns());
            assertThat(report.intervals().percentileMillis(0.5)).isBetween(40.0, 100.0);
            assertThat(report.serverCpuSeconds()).isGreaterThanOrEqualTo(0);
            assertThat(progress).contains("20 of 20 devices are connected");
            assertThat(report.text()).contains("failures      none").contains("20 devices");
            assertThat(report.json().path("hello_ms").path("count").asInt()).isEqualTo(20);
        }
    }

    @Test
    void failures_are_counted_by_name() throws Exception {
        try (ScriptedServer server = new ScriptedServer(channel -> {}).configuring();
                World world = World.real(1)) {
            server.refusingUpgrades("HTTP/1.1 401 Unauthorized");
            LoadReport report = new Load(plan(server, 3, 0), world).run(0, line -> {});
            assertThat(report.failures()).containsOnly(java.util.Map.entry("connection refused", 3L));
            assertThat(report.failureCount()).isEqualTo(3);
            assertThat(report.serverCpuSeconds()).isEqualTo(-1);
        }
    }

    @Test
    void devices_that_nobody_owns_are_a_failure() throws Exception {
        try (ScriptedServer server = new ScriptedServer(channel -> {});
                World world = World.real(1)) {
            server.replying("{\"activation\":{\"code\":\"123456\",\"message\":\"m\"},\"websocket\":{\"url\":\""
                    + server.webSocketUrl() + "\",\"token\":\"\",\"version\":1}}");
            assertThat(new Load(plan(server, 2, 0), world).run(0, line -> {}).failures())
                    .containsOnly(java.util.Map.entry("not activated: nobody binds it", 2L));
        }
    }

    @Test
    void a_plan_must_make_sense() {
        assertThatThrownBy(
                        () -> new LoadPlan(1, 2, Duration.ZERO, Duration.ZERO, 1, List.of(WORDS), "", 1, Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void percentiles_are_close_to_the_truth() {
        Histogram histogram = new Histogram();
        for (int millis = 1; millis <= 1000; millis++) {
            histogram.add(millis * 1_000_000L);
        }
        assertThat(histogram.count()).isEqualTo(1000);
        assertThat(histogram.percentileMillis(0.5)).isBetween(499.0, 509.0);
        assertThat(histogram.percentileMillis(0.99)).isBetween(989.0, 1006.0);
        assertThat(histogram.percentileMillis(1)).isBetween(999.0, 1017.0);
        assertThat(new Histogram().percentileMillis(0.5)).isEqualTo(-1);
        assertThat(new Histogram()).hasToString("none");
        histogram.add(-5);
        histogram.add(Long.MAX_VALUE);
        assertThat(histogram.count()).isEqualTo(1002);
    }

    @Test
    void late_frames_are_counted_both_ways() {
        LoadCounts counts = new LoadCounts();
        FrameTimes times = new FrameTimes(60, counts);
        long milli = 1_000_000L;
        times.packet(0, true);
        times.packet(45 * milli, false);
        times.packet(115 * milli, false); // 70 after the one before, but not behind schedule
        times.packet(180 * milli, false); // 65 after: in time
        times.packet(250 * milli, false); // 70 after and 10 behind
        assertThat(counts.frames.sum()).isEqualTo(5);
        assertThat(counts.lateAfterPrevious.sum()).isEqualTo(2);
        assertThat(counts.lateOnSchedule.sum()).isEqualTo(1);
        assertThat(counts.intervals.count()).isEqualTo(4);
    }

    @Test
    void the_time_of_a_process_is_read() {
        assertThat(ProcessCpu.seconds(ProcessHandle.current().pid())).isPositive();
        assertThat(ProcessCpu.seconds(0)).isEqualTo(-1);
    }
}
