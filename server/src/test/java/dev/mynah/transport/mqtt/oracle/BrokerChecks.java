package dev.mynah.transport.mqtt.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient.Mqtt3Publishes;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient.Mqtt5Publishes;
import com.hivemq.client.mqtt.mqtt5.message.connect.connack.Mqtt5ConnAck;
import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import dev.mynah.testing.MqttWire;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * What clients may expect of a broker, whoever wrote it. Where brokers differ within the standard, the check names its
 * {@link Trait} and what each broker does is listed in {@code docs/evidence/mqtt.md}.
 */
abstract class BrokerChecks {
    static final String USER = "ann";
    static final String PASSWORD = "let me in";

    private static final long PATIENCE_SECONDS = 20;

    /** Where the broker is. */
    abstract int port();

    /** In what it differs from ours. */
    abstract List<Trait> traits();

    /** What the standard leaves open, or a broker does otherwise. */
    enum Trait {
        /** A client that owes more than it may is refused the message, and not disconnected. */
        REFUSES_WHAT_IS_OWED_TOO_MUCH,
        /** The old connection is closed without a word when another one takes over. */
        TAKES_OVER_SILENTLY,
        /** Messages of QoS 0 wait for a client that is away too. */
        QUEUES_QOS_0
    }

    private boolean has(Trait trait) {
        return traits().contains(trait);
    }

    // --- clients ----------------------------------------------------------------------------------------------------

    static String name() {
        return "c" + UUID.randomUUID().toString().substring(0, 8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Mqtt3BlockingClient three(String id) {
        return MqttClient.builder()
                .useMqttVersion3()
                .identifier(id)
                .serverHost("127.0.0.1")
                .serverPort(port())
                .simpleAuth()
                .username(USER)
                .password(bytes(PASSWORD))
                .applySimpleAuth()
                .buildBlocking();
    }

    private Mqtt3BlockingClient connected3(String id) {
        Mqtt3BlockingClient client = three(id);
        client.connect();
        return client;
    }

    private Mqtt5BlockingClient five(String id) {
        return MqttClient.builder()
                .useMqttVersion5()
                .identifier(id)
                .serverHost("127.0.0.1")
                .serverPort(port())
                .simpleAuth()
                .username(USER)
                .password(bytes(PASSWORD))
                .applySimpleAuth()
                .buildBlocking();
    }

    private Mqtt5BlockingClient connected5(String id) {
        Mqtt5BlockingClient client = five(id);
        client.connect();
        return client;
    }

    private static void publish(Mqtt3BlockingClient client, String topic, String text, MqttQos qos, boolean retain) {
        client.publishWith().topic(topic).payload(bytes(text)).qos(qos).retain(retain).send();
    }

    private static String text(Mqtt3Publishes publishes) throws InterruptedException {
        return publishes
                .receive(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .map(message -> new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8))
                .orElse("(nothing)");
    }

    private static Mqtt5Publish message(Mqtt5Publishes publishes) throws InterruptedException {
        return publishes.receive(PATIENCE_SECONDS, TimeUnit.SECONDS).orElseThrow();
    }

    private static String text(Mqtt5Publish message) {
        return new String(message.getPayloadAsBytes(), StandardCharsets.UTF_8);
    }

    private MqttWire wire(String id, boolean clean) throws Exception {
        MqttWire wire = MqttWire.open(port());
        wire.connect(id, USER, PASSWORD, 60, clean);
        assertThat(wire.await(MqttWire.CONNACK).body()[1]).isZero();
        return wire;
    }

    private MqttWire wire5(String id, String properties) throws Exception {
        MqttWire wire = MqttWire.open(port());
        wire.connect5(id, USER, PASSWORD, true, properties);
        assertThat(wire.await(MqttWire.CONNACK).body()[1]).isZero();
        return wire;
    }

    // --- checks -----------------------------------------------------------------------------------------------------

    @Test
    void messages_of_every_qos_arrive() throws Exception {
        String topic = name();
        Mqtt3BlockingClient client = connected3(name());
        try (Mqtt3Publishes received = client.publishes(MqttGlobalPublishFilter.ALL)) {
            client.subscribeWith().topicFilter(topic + "/+").qos(MqttQos.EXACTLY_ONCE).send();
            for (MqttQos qos : MqttQos.values()) {
                publish(client, topic + "/x", "qos " + qos.getCode(), qos, false);
                assertThat(text(received)).isEqualTo("qos " + qos.getCode());
            }
            publish(client, topic + "/empty", "", MqttQos.AT_LEAST_ONCE, false);
            assertThat(text(received)).isEmpty();
            String large = "x".repeat(100_000);
            publish(client, topic + "/large", large, MqttQos.AT_LEAST_ONCE, false);
            assertThat(text(received)).isEqualTo(large);
        }
        client.disconnect();
    }

    @Test
    void a_thousand_messages_keep_their_order() throws Exception {
        String topic = name();
        Mqtt5BlockingClient client = connected5(name());
        Mqtt5BlockingClient publisher = connected5(name());
        try (Mqtt5Publishes received = client.publishes(MqttGlobalPublishFilter.ALL)) {
            client.subscribeWith().topicFilter(topic).qos(MqttQos.AT_LEAST_ONCE).send();
            List<CompletableFuture<?>> sent = new ArrayList<>();
            for (int i = 0; i < 1000; i++) {
                sent.add(publisher
                        .toAsync()
                        .publishWith()
                        .topic(topic)
                        .qos(MqttQos.AT_LEAST_ONCE)
                        .payload(bytes(String.valueOf(i)))
                        .send());
            }
            for (int i = 0; i < 1000; i++) {
                assertThat(text(message(received))).isEqualTo(String.valueOf(i));
            }
            CompletableFuture.allOf(sent.toArray(new CompletableFuture<?>[0])).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        client.disconnect();
        publisher.disconnect();
    }

    @Test
    void a_retained_message_greets_new_subscribers_until_it_is_cleared() throws Exception {
        String topic = name();
        Mqtt3BlockingClient client = connected3(name());
        publish(client, topic, "kept", MqttQos.AT_LEAST_ONCE, true);
        try (Mqtt3Publishes received = client.publishes(MqttGlobalPublishFilter.ALL)) {
            client.subscribeWith().topicFilter(topic).send();
            assertThat(text(received)).isEqualTo("kept");
            publish(client, topic, "", MqttQos.AT_LEAST_ONCE, true);
            assertThat(text(received)).isEmpty();
            client.unsubscribeWith().topicFilter(topic).send();
            client.subscribeWith().topicFilter(topic).send();
            publish(client, topic, "live", MqttQos.AT_MOST_ONCE, false);
            assertThat(text(received)).isEqualTo("live");
        }
        client.disconnect();
    }

    @Test
    void a_will_is_published_for_the_lost_and_not_for_those_who_leave() throws Exception {
        String topic = name();
        Mqtt3BlockingClient watcher = connected3(name());
        try (Mqtt3Publishes received = watcher.publishes(MqttGlobalPublishFilter.ALL);
                MqttWire lost = MqttWire.open(port());
                MqttWire polite = MqttWire.open(port())) {
            watcher.subscribeWith().topicFilter(topic).send();
            for (MqttWire client : List.of(polite, lost)) {
                String will = client == lost ? "lost" : "polite";
                client.packet(
                        0x10,
                        new MqttWire.Body()
                                .text("MQTT")
                                .one(4)
                                .one(0xC6)
                                .two(60)
                                .text(name())
                                .text(topic)
                                .text(will)
                                .text(USER)
                                .text(PASSWORD));
                client.await(MqttWire.CONNACK);
            }
            polite.disconnect();
            polite.awaitEnd();
            lost.reset();
            assertThat(text(received)).isEqualTo("lost");
        }
        watcher.disconnect();
    }

    @Test
    void a_client_without_a_name_gets_one() throws Exception {
        Mqtt5ConnAck answer = MqttClient.builder()
                .useMqttVersion5()
                .identifier("")
                .serverHost("127.0.0.1")
                .serverPort(port())
                .simpleAuth()
                .username(USER)
                .password(bytes(PASSWORD))
                .applySimpleAuth()
                .buildBlocking()
                .connect();
        assertThat(answer.getAssignedClientIdentifier()).isPresent();
        try (MqttWire clean = MqttWire.open(port());
                MqttWire kept = MqttWire.open(port())) {
            clean.connect("", USER, PASSWORD, 60, true);
            assertThat(clean.await(MqttWire.CONNACK).body()[1]).isZero();
            kept.connect("", USER, PASSWORD, 60, false);
            assertThat(kept.await(MqttWire.CONNACK).body()[1]).isEqualTo((byte) 2);
        }
    }

    @Test
    void messages_wait_for_a_client_that_wants_its_session_kept() throws Exception {
        String topic = name();
        String id = name();
        Mqtt3BlockingClient client = three(id);
        client.connectWith().cleanSession(false).send();
        client.subscribeWith().topicFilter(topic).qos(MqttQos.AT_LEAST_ONCE).send();
        client.disconnect();
        Mqtt3BlockingClient publisher = connected3(name());
        publish(publisher, topic, "zero", MqttQos.AT_MOST_ONCE, false);
        publish(publisher, topic, "one", MqttQos.AT_LEAST_ONCE, false);
        publish(publisher, topic, "two", MqttQos.EXACTLY_ONCE, false);
        try (Mqtt3Publishes received = client.publishes(MqttGlobalPublishFilter.ALL)) {
            assertThat(client.connectWith().cleanSession(false).send().isSessionPresent())
                    .isTrue();
            if (has(Trait.QUEUES_QOS_0)) {
                assertThat(text(received)).isEqualTo("zero");
            }
            assertThat(text(received)).isEqualTo("one");
            assertThat(text(received)).isEqualTo("two");
        }
        client.disconnect();
        Mqtt3BlockingClient clean = three(id);
        assertThat(clean.connectWith().cleanSession(true).send().isSessionPresent()).isFalse();
        clean.disconnect();
        publisher.disconnect();
    }

    @Test
    void a_message_that_matches_several_subscriptions_arrives_once_with_the_highest_qos() throws Exception {
        String topic = name();
        try (MqttWire client = wire(name(), true)) {
            client.subscribe(topic + "/+", 0);
            client.subscribe(topic + "/#", 1);
            client.publish(topic + "/a", "once?", 1, 9);
            client.await(MqttWire.PUBACK);
            client.afterPing();
            List<MqttWire.Packet> copies = client.all(MqttWire.PUBLISH);
            assertThat(copies).hasSize(1);
            assertThat(copies.getFirst().qos()).isEqualTo(1);
        }
    }

    @Test
    void a_silent_client_is_dropped_after_one_and_a_half_keepalives() throws Exception {
        try (MqttWire client = MqttWire.open(port())) {
            client.connect(name(), USER, PASSWORD, 1, true);
            client.await(MqttWire.CONNACK);
            long began = System.nanoTime();
            client.awaitEnd();
            assertThat(System.nanoTime() - began).isGreaterThan(Duration.ofMillis(1000).toNanos());
        }
    }

    @Test
    void what_was_not_acknowledged_is_sent_again_when_the_client_is_back() throws Exception {
        String topic = name();
        String id = name();
        int first;
        try (MqttWire client = wire(id, false)) {
            client.subscribe(topic, 1);
            client.publish(topic, "again", 1, 5);
            first = client.await(MqttWire.PUBLISH).packetId();
            client.reset();
        }
        try (MqttWire client = wire(id, false)) {
            MqttWire.Packet again = client.await(MqttWire.PUBLISH);
            assertThat(again.text()).isEqualTo("again");
            assertThat(again.again()).isTrue();
            assertThat(again.packetId()).isEqualTo(first);
            client.acknowledge(MqttWire.PUBACK, first);
            client.disconnect();
        }
        try (MqttWire client = wire(id, false)) {
            client.afterPing();
            assertThat(client.all(MqttWire.PUBLISH)).isEmpty();
        }
        wire(id, true).close();
    }

    @Test
    void wildcards_pass_by_topics_that_begin_with_a_dollar() throws Exception {
        try (MqttWire client = wire(name(), true)) {
            client.subscribe("#", 0);
            client.subscribe("+/mynah-test", 0);
            client.publish("$mynah/mynah-test", "hidden");
            client.publish("mynah-test-end", "end");
            MqttWire.Packet end = client.await(MqttWire.PUBLISH, packet -> packet.text().equals("end"));
            assertThat(end.topic()).isEqualTo("mynah-test-end");
            assertThat(client.all(MqttWire.PUBLISH)).noneMatch(packet -> packet.text().equals("hidden"));
        }
    }

    @Test
    void a_repeated_message_of_qos_2_arrives_once() throws Exception {
        String topic = name();
        try (MqttWire publisher = wire(name(), true);
                MqttWire watcher = wire(name(), true)) {
            watcher.subscribe(topic, 0);
            byte[] packet = new MqttWire.Body().text(topic).two(9).raw(bytes("once")).packet(0x34);
            publisher.send(packet);
            publisher.await(MqttWire.PUBREC);
            packet[0] |= 8;
            publisher.send(packet);
            publisher.await(MqttWire.PUBREC);
            publisher.acknowledge(MqttWire.PUBREL, 9);
            publisher.await(MqttWire.PUBCOMP);
            publisher.publish(topic, "end");
            watcher.await(MqttWire.PUBLISH, message -> message.text().equals("end"));
            assertThat(watcher.all(MqttWire.PUBLISH)).hasSize(2);
        }
    }

    @Test
    void the_same_name_takes_over() throws Exception {
        String id = name();
        try (MqttWire first = wire5(id, "");
                MqttWire second = wire5(id, "")) {
            if (!has(Trait.TAKES_OVER_SILENTLY)) {
                assertThat(first.await(MqttWire.DISCONNECT).body()[0] & 0xFF).isEqualTo(0x8E);
            }
            first.awaitEnd();
            second.afterPing();
        }
    }

    @Test
    void a_session_lives_as_long_as_mqtt_5_asked_for() throws Exception {
        String id = name();
        try (MqttWire client = wire5(id, "11 00000001")) {
            client.disconnect();
            client.awaitEnd();
        }
        try (MqttWire client = MqttWire.open(port())) {
            client.connect5(id, USER, PASSWORD, false, "11 00000001");
            assertThat(client.await(MqttWire.CONNACK).body()[0]).as("within its second").isEqualTo((byte) 1);
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
            other.packet(0x33, new MqttWire.Body().text(topic).two(2).properties("").raw(bytes("kept")));
            other.await(MqttWire.PUBACK);
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
