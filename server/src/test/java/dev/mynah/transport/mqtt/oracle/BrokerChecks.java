package dev.mynah.transport.mqtt.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient.Mqtt5Publishes;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import dev.mynah.testing.MqttWire;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What clients may expect of a broker, whoever wrote it. Where brokers differ within the standard, the check names its
 * {@link Trait} and what each broker does is listed in {@code docs/evidence/mqtt.md}.
 */
abstract class BrokerChecks extends DeliveryChecks {
    @Test
    void a_session_lives_as_long_as_mqtt_5_asked_for() throws Exception {
        String id = name();
        try (MqttWire client = wire5(id, "11 00000001")) {
            client.disconnect();
            client.awaitEnd();
        }
        try (MqttWire client = MqttWire.open(port())) {
            client.connect5(id, USER, PASSWORD, false, "11 00000001");
            assertThat(client.await(MqttWire.CONNACK).body()[0])
                    .as("within its second")
                    .isEqualTo((byte) 1);
            client.disconnect();
            client.awaitEnd();
        }
        passSeconds(3);
        try (MqttWire client = MqttWire.open(port())) {
            client.connect5(id, USER, PASSWORD, false, "");
            assertThat(client.await(MqttWire.CONNACK).body()[0])
                    .as("afterwards")
                    .isZero();
        }
    }

    /** Real time: the broker's clock is its own. */
    private static void passSeconds(int seconds) throws InterruptedException {
        new CompletableFuture<Void>()
                .completeOnTimeout(null, seconds, TimeUnit.SECONDS)
                .join();
    }

    @Test
    void a_client_gets_no_more_at_once_than_it_takes() throws Exception {
        String topic = name();
        try (MqttWire client = wire5(name(), "21 0001")) {
            client.subscribe5(topic, 1, "");
            client.publish5(topic, "one", 1, 1, "");
            client.publish5(topic, "two", 1, 2, "");
            MqttWire.Packet one = client.await(MqttWire.PUBLISH);
            client.afterPing();
            assertThat(client.all(MqttWire.PUBLISH)).hasSize(1);
            client.acknowledge(MqttWire.PUBACK, one.packetId());
            assertThat(client.await(MqttWire.PUBLISH).text5()).isEqualTo("two");
        }
    }

    @Test
    void a_client_gets_no_packet_larger_than_it_takes() throws Exception {
        String topic = name();
        try (MqttWire client = wire5(name(), "27 00000040")) {
            client.subscribe5(topic, 1, "");
            client.publish5(topic, "x".repeat(200), 1, 1, "");
            client.publish5(topic, "fits", 1, 2, "");
            assertThat(client.await(MqttWire.PUBLISH).text5()).isEqualTo("fits");
            assertThat(client.all(MqttWire.PUBLISH)).hasSize(1);
        }
    }

    @Test
    void what_a_publisher_says_arrives() throws Exception {
        String topic = name();
        Mqtt5BlockingClient client = connected5(name());
        try (Mqtt5Publishes received = client.publishes(MqttGlobalPublishFilter.ALL)) {
            client.subscribeWith().topicFilter(topic).qos(MqttQos.AT_LEAST_ONCE).send();
            client.publishWith()
                    .topic(topic)
                    .qos(MqttQos.AT_LEAST_ONCE)
                    .payload(bytes("hello"))
                    .contentType("text/plain")
                    .responseTopic("answers/here")
                    .correlationData(bytes("42"))
                    .messageExpiryInterval(1000)
                    .userProperties()
                    .add("a", "1")
                    .add("b", "2")
                    .applyUserProperties()
                    .send();
            Mqtt5Publish message = message(received);
            assertThat(message.getContentType().orElseThrow().toString()).isEqualTo("text/plain");
            assertThat(message.getResponseTopic().orElseThrow().toString()).isEqualTo("answers/here");
            assertThat(message.getCorrelationData()).isPresent();
            assertThat(message.getMessageExpiryInterval().orElseThrow()).isBetween(900L, 1000L);
            assertThat(message.getUserProperties().asList()).hasSize(2);
        }
        client.disconnect();
    }

    @Test
    void an_alias_stands_for_its_topic() throws Exception {
        String topic = name();
        try (MqttWire client = wire5(name(), "")) {
            client.subscribe5(topic, 0, "");
            client.publish5(topic, "one", 0, 0, "23 0001");
            client.publish5("", "two", 0, 0, "23 0001");
            assertThat(client.await(MqttWire.PUBLISH).text5()).isEqualTo("one");
            assertThat(client.await(MqttWire.PUBLISH).topic()).isEqualTo(topic);
        }
    }

    @Test
    void the_options_of_a_subscription_are_respected() throws Exception {
        String topic = name();
        try (MqttWire client = wire5(name(), "");
                MqttWire other = wire5(name(), "")) {
            assertThat(client.subscribe5(topic, 0x04, "0b 07")).isZero();
            client.publish5(topic, "own", 1, 1, "");
            client.await(MqttWire.PUBACK);
            other.publish5(topic, "other", 1, 1, "");
            MqttWire.Packet message = client.await(MqttWire.PUBLISH);
            assertThat(message.text5()).isEqualTo("other");
            assertThat(message.properties5()).isEqualTo("0b07");
            other.packet(
                    0x33, new MqttWire.Body().text(topic).two(2).properties("").raw(bytes("kept")));
            other.await(MqttWire.PUBACK);
            client.await(MqttWire.PUBLISH, live -> live.text5().equals("kept"));
            assertThat(other.subscribe5(topic, 0x20, "")).isZero();
            other.afterPing();
            assertThat(other.all(MqttWire.PUBLISH)).as("retain handling 2").isEmpty();
            assertThat(other.subscribe5(topic, 0x08, "")).isZero();
            MqttWire.Packet kept = other.await(MqttWire.PUBLISH);
            assertThat(kept.retain()).isTrue();
            other.packet(0x33, new MqttWire.Body().text(topic).two(3).properties(""));
        }
    }

    @Test
    void a_client_that_owes_too_much_is_stopped() throws Exception {
        try (MqttWire client = wire5(name(), "")) {
            byte[] answer = client.all(MqttWire.CONNACK).getFirst().body();
            int maximum = receiveMaximum(answer);
            for (int i = 1; i <= maximum + 1; i++) {
                client.publish5("owing", "x", 2, i, "");
            }
            if (has(Trait.REFUSES_WHAT_IS_OWED_TOO_MUCH)) {
                client.await(MqttWire.PUBREC, answered -> answered.body().length > 2 && answered.body()[2] < 0);
            } else {
                assertThat(client.await(MqttWire.DISCONNECT).body()[0] & 0xFF).isEqualTo(0x93);
            }
        }
    }

    /** What a CONNACK of MQTT 5 says of it; 65535 when nothing, of which a thousand are tried. */
    private static int receiveMaximum(byte[] connack) {
        for (int at = 3; at < connack.length - 2; ) {
            int id = connack[at] & 0xFF;
            if (id == 0x21) {
                return ((connack[at + 1] & 0xFF) << 8) | (connack[at + 2] & 0xFF);
            }
            at += switch (id) {
                case 0x11, 0x27 -> 5;
                case 0x22, 0x13 -> 3;
                case 0x24, 0x25, 0x28, 0x29, 0x2A -> 2;
                default -> connack.length;
            };
        }
        return 1000;
    }

    @Test
    void what_makes_no_sense_ends_the_connection() throws Exception {
        for (String nonsense : List.of(
                "36 05 0001 74 0001", // QoS 3
                "80 06 0001 0001 61 00", // SUBSCRIBE without its flag
                "30 ff ff ff ff 01", // a length of five bytes
                "10 0d 0004 4d515454 04 02 003c 0001 61", // a second CONNECT
                "82 02 0001", // a subscription to nothing
                "30 07 0004 612f2b62 00")) { // a wildcard in a topic
            try (MqttWire client = wire(name(), true)) {
                client.hex(nonsense);
                client.awaitEnd();
            }
        }
    }
}
