package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.testing.WireDevice;
import dev.mynah.voice.audio.LibopusCodec;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What must hold whatever was done to a server: others are served as before, and nothing is left behind. */
final class Afterwards {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(8);

    private Afterwards() {}

    /** Another device asks and gets its whole answer. */
    static void othersConverse(RunningServer server) throws IOException, InterruptedException {
        try (WireDevice other = WireDevice.connect(server.webSocketUrl(), 0xfffff0)) {
            converse(other, 1);
        }
    }

    /** A device asks for the n-th time and gets its whole answer. */
    static void converse(WireDevice device, int time) throws IOException, InterruptedException {
        device.listen("auto");
        device.ask("are you well");
        device.await(time, ServerMessage.TtsStop.class);
        assertThat(device.count(ServerMessage.TtsStart.class)).isEqualTo(time);
        assertThat(device.sentences()).hasSize(time);
        List<String> kinds = device.kinds();
        assertThat(kinds.subList(kinds.lastIndexOf("TtsStart"), kinds.size()))
                .startsWith("TtsStart", "TtsSentenceStart", "audio")
                .endsWith("audio", "TtsStop");
    }

    /** Others are served, nothing is left, and the server stops. */
    static void allIsWell(RunningServer server) throws IOException, InterruptedException {
        try (server) {
            server.model().says("Yes.");
            othersConverse(server);
            nothingIsLeft(server);
        }
    }

    /** Once every device has left: no session, utterance, thread, timer or native coder remains. */
    static void nothingIsLeft(RunningServer server) {
        await("sessions", () -> server.sessions().size() == 0);
        await("utterances", () -> server.recognition().open() == 0);
        await("threads of turns", () -> gauge(server, "mynah.turn.threads") == 0);
        await("timers", () -> gauge(server, "mynah.scheduler.tasks") <= server.standingTimers());
        await("native coders", () -> LibopusCodec.openCoders() == 0);
        assertThat(server.metrics().get("mynah.turns.leaked").counter().count()).isZero();
    }

    /** Waits until so many sessions have ended for that reason. */
    static void ended(RunningServer server, String reason, int times) {
        await(reason, () -> endings(server, reason) >= times);
        assertThat(endings(server, reason)).isEqualTo(times);
    }

    private static double endings(RunningServer server, String reason) {
        var counter = server.metrics()
                .find("mynah.sessions.ended")
                .tag("reason", reason)
                .counter();
        return counter == null ? 0 : counter.count();
    }

    static double gauge(RunningServer server, String name) {
        return server.metrics().get(name).gauge().value();
    }

    static void await(String what, BooleanSupplier wanted) {
        long end = System.nanoTime() + PATIENCE;
        while (!wanted.getAsBoolean()) {
            assertThat(System.nanoTime()).as("still waiting: %s", what).isLessThan(end);
            LockSupport.parkNanos(2_000_000);
        }
    }
}
