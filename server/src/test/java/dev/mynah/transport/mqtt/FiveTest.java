package dev.mynah.transport.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.broker.Access;
import dev.mynah.broker.Intake;
import dev.mynah.broker.Principal;
import dev.mynah.broker.Reason;
import dev.mynah.testing.MqttWire;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What MQTT 5 adds, and the acknowledgements of all versions, on the wire. */
class FiveTest {
    private final Queue<CompletableFuture<Void>> unsafe = new ConcurrentLinkedQueue<>();
    private final RunningBroker broker = new RunningBroker(new RunningBroker.Options()
            .access(new NoSecrets())
            .intake((from, session, message) -> take(message.topic())));

    private static final class NoSecrets implements Access {
        @Override
        public boolean mayPublish(Principal who, String topic) {
            return !topic.startsWith("secret");
        }

        @Override
        public boolean maySubscribe(Principal who, String filter) {
            return !filter.startsWith("secret");
        }
    }

    private Intake.Answer take(String topic) {
        return switch (topic) {
            case "broken" -> Intake.Answer.refused(Reason.PAYLOAD_FORMAT_INVALID);
            case "slow" -> {
                CompletableFuture<Void> safe = new CompletableFuture<>();
                unsafe.add(safe);
                yield Intake.Answer.taken(safe);
            }
            default -> Intake.Answer.PASSED;
        };
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    private MqttWire five(String id, String properties) throws Exception {
        MqttWire wire = MqttWire.open(broker.port());
        wire.connect5(id, "ann", RunningBroker.PASSWORD, true, properties);
        assertThat(wire.await(MqttWire.CONNACK).body()[1]).isZero();
        return wire;
    }

    private MqttWire four(String id) throws Exception {
        return MqttWire.connect(broker.port(), id, "ann", RunningBroker.PASSWORD);
    }

    private static int reason(MqttWire.Packet packet) {
        return packet.body().length > 2 ? packet.body()[2] & 0xFF : 0;
    }

    private static int ending(MqttWire wire) throws Exception {
        return wire.await(MqttWire.DISCONNECT).body()[0] & 0xFF;
    }

    @Test
    void what_the_server_offers_is_told() throws Exception {
        try (MqttWire wire = MqttWire.open(broker.port())) {
            wire.connect5("c", "ann", RunningBroker.PASSWORD, false, "11 0000ffff");
            byte[] answer = wire.await(MqttWire.CONNACK).body();
            assertThat(answer).asHexString().contains("1100000E10", "210040", "2700040000", "220010", "2A00");
        }
    }

    @Test
    void a_message_is_acknowledged_with_what_became_of_it() throws Exception {
        try (MqttWire wire = five("c", "")) {
            wire.publish5("nobody", "x", 1, 1, "");
            assertThat(reason(wire.await(MqttWire.PUBACK))).isEqualTo(0x10);
            wire.publish5("secret", "x", 1, 2, "");
            assertThat(reason(wire.await(MqttWire.PUBACK))).isEqualTo(0x87);
            wire.publish5("broken", "x", 2, 3, "");
            assertThat(reason(wire.await(MqttWire.PUBREC))).isEqualTo(0x99);
            wire.acknowledge(MqttWire.PUBREL, 3);
            assertThat(reason(wire.await(MqttWire.PUBCOMP)))
                    .as("the refusal ended it")
                    .isEqualTo(0x92);
            assertThat(wire.subscribe5("a", 1, "")).isEqualTo(1);
            assertThat(wire.subscribe5("secret/a", 1, "")).isEqualTo(0x87);
            assertThat(wire.subscribe5("a/#/b", 1, "")).isEqualTo(0x8F);
            assertThat(wire.subscribe5("$share/g/a", 1, "")).isEqualTo(0x9E);
            wire.publish5("a", "x", 1, 4, "");
            assertThat(reason(wire.await(MqttWire.PUBACK))).isZero();
        }
    }

    @Test
    void before_mqtt_5_what_is_refused_is_acknowledged_all_the_same() throws Exception {
        try (MqttWire wire = four("c")) {
            wire.publish("secret", "x", 1, 1);
            assertThat(wire.await(MqttWire.PUBACK).packetId()).isEqualTo(1);
            wire.publish("broken", "x", 2, 2);
            assertThat(wire.await(MqttWire.PUBREC).packetId()).isEqualTo(2);
            wire.acknowledge(MqttWire.PUBREL, 2);
            assertThat(wire.await(MqttWire.PUBCOMP).packetId()).isEqualTo(2);
            assertThat(wire.subscribe("secret/a", 1)).isEqualTo(0x80);
        }
    }

    @Test
    void what_a_publisher_says_is_handed_on() throws Exception {
        try (MqttWire wire = five("c", "")) {
            wire.subscribe5("a", 1, "0b 05");
            wire.publish5("a", "hello", 1, 1, "01 01 03 0001 74 08 0001 72 09 0001 ff 26 0001 6b 0001 76");
            MqttWire.Packet message = wire.await(MqttWire.PUBLISH);
            assertThat(message.text5()).isEqualTo("hello");
            assertThat(message.properties5()).isEqualTo("01010300017408000172090001ff2600016b0001760b05");
            wire.publish5("a", "expires", 1, 2, "02 00000e10");
            assertThat(wire.await(MqttWire.PUBLISH).properties5()).matches("0200000e(0f|10)0b05");
        }
    }

    @Test
    void an_alias_stands_for_its_topic() throws Exception {
        try (MqttWire wire = five("c", "")) {
            wire.subscribe5("long/topic", 0, "");
            wire.publish5("long/topic", "one", 0, 0, "23 0003");
            wire.publish5("", "two", 0, 0, "23 0003");
            assertThat(wire.await(MqttWire.PUBLISH).text5()).isEqualTo("one");
            MqttWire.Packet second = wire.await(MqttWire.PUBLISH);
            assertThat(second.text5()).isEqualTo("two");
            assertThat(second.topic()).isEqualTo("long/topic");
            wire.publish5("", "three", 0, 0, "23 0004");
            assertThat(ending(wire)).isEqualTo(0x82);
        }
        try (MqttWire wire = five("c", "")) {
            wire.publish5("a", "x", 0, 0, "23 0011");
            assertThat(ending(wire)).isEqualTo(0x94);
        }
    }

    @Test
    void a_client_that_owes_more_than_it_may_is_disconnected() throws Exception {
        try (MqttWire wire = five("c", "")) {
            for (int i = 1; i <= Publications.RECEIVE_MAXIMUM; i++) {
                wire.publish5("a", "x", 2, i, "");
            }
            wire.afterPing();
            wire.publish5("a", "x", 2, 1000, "");
            assertThat(ending(wire)).isEqualTo(0x93);
        }
    }

    @Test
    void a_packet_that_is_too_large_or_makes_no_sense_is_named_before_the_end() throws Exception {
        try (MqttWire large = five("a", "");
                MqttWire senseless = five("b", "");
                MqttWire wild = five("d", "");
                MqttWire stepwise = five("c", "")) {
            wild.publish5("a/+", "x", 0, 0, "");
            assertThat(ending(wild)).isEqualTo(0x90);
            large.hex("30 ff ff ff 7f");
            assertThat(ending(large)).isEqualTo(0x95);
            large.awaitEnd();
            senseless.hex("36 05 0001 74 0001");
            assertThat(ending(senseless)).isEqualTo(0x81);
            stepwise.hex("f0 02 18 00");
            assertThat(ending(stepwise)).isEqualTo(0x82);
        }
    }

    @Test
    void a_client_gets_no_packet_larger_than_it_takes() throws Exception {
        try (MqttWire wire = five("c", "27 00000020")) {
            wire.subscribe5("a", 1, "");
            wire.publish5("a", "x".repeat(100), 1, 1, "");
            wire.publish5("a", "fits", 1, 2, "");
            assertThat(wire.await(MqttWire.PUBLISH).text5()).isEqualTo("fits");
        }
    }

    @Test
    void a_client_gets_no_more_at_once_than_it_takes() throws Exception {
        try (MqttWire wire = five("c", "21 0001")) {
            wire.subscribe5("a", 1, "");
            wire.publish5("a", "one", 1, 1, "");
            wire.publish5("a", "two", 1, 2, "");
            MqttWire.Packet first = wire.await(MqttWire.PUBLISH);
            wire.afterPing();
            assertThat(wire.all(MqttWire.PUBLISH)).hasSize(1);
            wire.acknowledge(MqttWire.PUBACK, first.packetId());
            assertThat(wire.await(MqttWire.PUBLISH).text5()).isEqualTo("two");
        }
    }

    @Test
    void the_old_connection_learns_that_it_was_taken_over() throws Exception {
        try (MqttWire first = five("c", "");
                MqttWire second = five("c", "")) {
            assertThat(ending(first)).isEqualTo(0x8E);
            first.awaitEnd();
            assertThat(second.afterPing()).hasSize(2);
        }
    }

    @Test
    void a_stopping_server_says_so() throws Exception {
        try (MqttWire wire = five("c", "")) {
            broker.broker().stop();
            assertThat(ending(wire)).isEqualTo(0x8B);
        }
    }

    @Test
    void acknowledgements_wait_until_a_message_is_safe_and_keep_their_order() throws Exception {
        try (MqttWire wire = four("c")) {
            wire.publish("slow", "one", 1, 1);
            wire.publish("slow", "two", 2, 2);
            wire.publish("fast", "three", 1, 3);
            wire.afterPing();
            assertThat(wire.all(MqttWire.PUBACK)).isEmpty();
            List<CompletableFuture<Void>> order = List.copyOf(unsafe);
            assertThat(order).hasSize(2);
            order.getLast().complete(null);
            wire.afterPing();
            assertThat(wire.all(MqttWire.PUBREC)).isEmpty();
            order.getFirst().complete(null);
            assertThat(wire.await(MqttWire.PUBACK).packetId()).isEqualTo(1);
            assertThat(wire.await(MqttWire.PUBREC).packetId()).isEqualTo(2);
            assertThat(wire.await(MqttWire.PUBACK).packetId()).isEqualTo(3);
        }
    }

    @Test
    void a_message_that_could_not_be_made_safe_is_not_acknowledged_to_whom_it_cannot_be_told() throws Exception {
        try (MqttWire old = four("old");
                MqttWire five = five("five", "")) {
            old.publish("slow", "x", 1, 1);
            five.publish5("slow", "x", 1, 1, "");
            ComingInTest.await(() -> unsafe.size() == 2);
            unsafe.forEach(safe -> safe.completeExceptionally(new IllegalStateException("the disk is full")));
            assertThat(reason(five.await(MqttWire.PUBACK))).isEqualTo(0x80);
            old.awaitEnd();
            assertThat(old.all(MqttWire.PUBACK)).isEmpty();
        }
    }

    @Test
    void while_too_much_waits_to_be_safe_nothing_more_is_read() throws Exception {
        try (MqttWire wire = four("c")) {
            Thread sending = Thread.ofVirtual().start(() -> send(wire, 2000));
            ComingInTest.await(() -> unsafe.size() >= 256);
            assertThat(wire.next(packet -> packet.type() == MqttWire.PUBACK, 300))
                    .isEmpty();
            assertThat(unsafe.size()).isLessThan(1500);
            Thread saving = Thread.ofVirtual().start(this::makeAllSafe);
            wire.await(MqttWire.PUBACK, packet -> packet.packetId() == 2000);
            assertThat(wire.all(MqttWire.PUBACK)).hasSize(2000);
            saving.interrupt();
            sending.join();
        }
    }

    private static void send(MqttWire wire, int messages) {
        try {
            for (int i = 1; i <= messages; i++) {
                wire.publish("slow", "x".repeat(1000), 1, i);
            }
        } catch (java.io.IOException closed) {
            throw new java.io.UncheckedIOException(closed);
        }
    }

    private void makeAllSafe() {
        while (!Thread.currentThread().isInterrupted()) {
            CompletableFuture<Void> safe = unsafe.poll();
            if (safe == null) {
                LockSupport.parkNanos(100_000);
            } else {
                safe.complete(null);
            }
        }
    }

    @Test
    void a_message_of_qos_2_sent_twice_is_taken_once() throws Exception {
        try (MqttWire wire = four("c");
                MqttWire watcher = four("w")) {
            watcher.subscribe("a", 2);
            wire.publish("a", "once", 2, 9);
            wire.await(MqttWire.PUBREC);
            wire.hex("3c 09 0001 61 0009 6f6e6365");
            wire.await(MqttWire.PUBREC);
            wire.acknowledge(MqttWire.PUBREL, 9);
            wire.await(MqttWire.PUBCOMP);
            watcher.await(MqttWire.PUBLISH);
            watcher.afterPing();
            assertThat(watcher.all(MqttWire.PUBLISH)).hasSize(1);
        }
    }
}
