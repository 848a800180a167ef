package dev.mynah.transport.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.fuzz.StreamInputs;
import dev.mynah.testing.MqttWire;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Damaged streams of packets on the real port; others are served all the while, and nothing of it stays. */
class MqttFuzzTest {
    private final RunningBroker broker = new RunningBroker();

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void a_few_hundred_connections() throws Exception {
        StreamInputs inputs = StreamInputs.mqtt(41);
        for (int i = 0; i < 300; i++) {
            send(inputs, null);
        }
        othersAreServed();
    }

    /** From many addresses, because one that gave thirty wrong passwords is not looked at for a while. */
    @Test
    @Tag("long")
    @EnabledOnOs(value = OS.LINUX, disabledReason = "only there every address of 127.0.0.0/8 is one's own")
    void a_minute_of_connections() throws Exception {
        StreamInputs inputs = StreamInputs.mqtt(42);
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        for (int i = 0; System.nanoTime() < end; i++) {
            send(inputs, InetAddress.getByAddress(new byte[] {127, 1, (byte) (i >> 8), (byte) i}));
            if (i % 1_000 == 0) {
                othersAreServed();
            }
        }
        othersAreServed();
    }

    private void send(StreamInputs inputs, @Nullable InetAddress from) throws IOException {
        try (MqttWire wire = MqttWire.openFrom(from, broker.port())) {
            wire.send(inputs.next());
            wire.socket().shutdownOutput();
        } catch (IOException refused) {
            // Closed before everything was sent, as it should be.
            assertThat(refused).isNotNull();
        }
    }

    private void othersAreServed() throws Exception {
        try (MqttWire wire = MqttWire.connect(broker.port(), "witness", "ann", RunningBroker.PASSWORD)) {
            wire.subscribe("witness", 1);
            wire.publish("witness", "still here", 1, 1);
            assertThat(wire.await(MqttWire.PUBLISH).text()).isEqualTo("still here");
        }
    }
}
