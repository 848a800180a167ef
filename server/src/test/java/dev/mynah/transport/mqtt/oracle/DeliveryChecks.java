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
import dev.mynah.testing.MqttWire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What clients of both versions may expect: delivery, order, what is kept, and who is let go. */
abstract class DeliveryChecks extends AnyBroker {
    @Test
    void messages_of_every_qos_arrive() throws Exception {
        String topic = name();
        Mqtt3BlockingClient client = connected3(name());
        try (Mqtt3Publishes received = client.publishes(MqttGlobalPublishFilter.ALL)) {
            client.subscribeWith()
                    .topicFilter(topic + "/+")
                    .qos(MqttQos.EXACTLY_ONCE)
                    .send();
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
            assertThat(text(received)).isEqualTo("one");
            assertThat(text(received)).isEqualTo("two");
        }
        client.disconnect();
        Mqtt3BlockingClient clean = three(id);
        assertThat(clean.connectWith().cleanSession(true).send().isSessionPresent())
                .isFalse();
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
            client.publish(topic + "/a", "end", 1, 10);
            client.await(MqttWire.PUBLISH, packet -> packet.text().equals("end"));
            List<MqttWire.Packet> copies = client.all(MqttWire.PUBLISH).stream()
                    .filter(packet -> packet.text().equals("once?"))
                    .toList();
            assertThat(copies).hasSize(1);
            assertThat(copies.getFirst().qos()).isEqualTo(has(Trait.FIRST_SUBSCRIPTION_DECIDES) ? 0 : 1);
        }
    }

    @Test
    void a_silent_client_is_dropped_after_one_and_a_half_keepalives() throws Exception {
        try (MqttWire client = MqttWire.open(port())) {
            client.connect(name(), USER, PASSWORD, 1, true);
            client.await(MqttWire.CONNACK);
            long began = System.nanoTime();
            client.awaitEnd();
            assertThat(System.nanoTime() - began)
                    .isGreaterThan(Duration.ofSeconds(1).toNanos());
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
            client.awaitEnd();
        }
        try (MqttWire client = wire(id, false)) {
            client.afterPing();
            assertThat(client.all(MqttWire.PUBLISH)).isEmpty();
        }
        wire(id, true).close();
    }

    @Test
    void wildcards_pass_by_topics_that_begin_with_a_dollar() throws Exception {
        try (MqttWire client = wire(name(), true);
                MqttWire publisher = wire(name(), true)) {
            client.subscribe("#", 0);
            client.subscribe("+/mynah-test", 0);
            publisher.publish("$mynah/mynah-test", "hidden");
            if (has(Trait.ENDS_FOR_DOLLAR_TOPICS)) {
                publisher.awaitEnd();
            } else {
                publisher.afterPing();
            }
            client.publish("mynah-test-end", "end");
            MqttWire.Packet end =
                    client.await(MqttWire.PUBLISH, packet -> packet.text().equals("end"));
            assertThat(end.topic()).isEqualTo("mynah-test-end");
            assertThat(client.all(MqttWire.PUBLISH))
                    .noneMatch(packet -> packet.text().equals("hidden"));
        }
    }

    @Test
    void a_repeated_message_of_qos_2_arrives_once() throws Exception {
        String topic = name();
        try (MqttWire publisher = wire(name(), true);
                MqttWire watcher = wire(name(), true)) {
            watcher.subscribe(topic, 0);
            byte[] packet =
                    new MqttWire.Body().text(topic).two(9).raw(bytes("once")).packet(0x34);
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
}
