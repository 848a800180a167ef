package dev.mynah.transport.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.testing.MqttWire;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BurstTest {
    private static final int BURSTS = 100;
    private static final int SIZE = 100;

    /** What makes a client congested is bytes it does not read, not how many small messages come at once. */
    @Test
    void bursts_of_small_messages_reach_a_client_that_reads() throws Exception {
        try (RunningBroker broker = new RunningBroker();
                MqttWire subscriber = MqttWire.connect(broker.port(), "sub", "ann", RunningBroker.PASSWORD);
                MqttWire publisher = MqttWire.connect(broker.port(), "pub", "ann", RunningBroker.PASSWORD)) {
            subscriber.subscribe("t", 0);
            ByteArrayOutputStream burst = new ByteArrayOutputStream();
            byte[] one = new MqttWire.Body()
                    .text("t")
                    .raw("small".getBytes(StandardCharsets.UTF_8))
                    .packet(0x30);
            for (int i = 0; i < SIZE; i++) {
                burst.writeBytes(one);
            }
            for (int i = 0; i < BURSTS; i++) {
                publisher.send(burst.toByteArray());
                publisher.ping();
                publisher.await(MqttWire.PINGRESP);
            }
            assertThat(broker.broker().counts().congested()).isZero();
            assertThat(broker.broker().counts().delivered()).isEqualTo(BURSTS * SIZE);
        }
    }
}
