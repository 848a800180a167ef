package dev.mynah.storage.sql.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.broker.BrokerStore;
import dev.mynah.broker.BrokerStore.Change;
import dev.mynah.broker.Delivery;
import dev.mynah.broker.KeepingStore;
import dev.mynah.broker.Message;
import dev.mynah.broker.Subscription;
import dev.mynah.protocol.mqtt.packet.MessageProperties;
import dev.mynah.storage.sql.Sql;
import dev.mynah.storage.testing.OnEveryDatabase;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class SqlBrokerStoreTest {
    private final Sql sql;
    private final SqlBrokerStore store;

    SqlBrokerStoreTest(Sql sql) {
        this.sql = sql;
        this.store = opened(sql);
    }

    private static SqlBrokerStore opened(Sql sql) {
        return new SqlBrokerStore(sql, Thread.ofVirtual().factory());
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void whatever_happens_is_known_again_as_the_port_promises() throws Exception {
        Random random = new Random(5);
        KeepingStore model = new KeepingStore();
        for (int i = 0; i < 3000; i++) {
            Change change = change(random, i);
            model.write(change);
            store.write(change);
        }
        written(new Change.Unretained("barrier"));
        assertThat(shown(store.load())).isEqualTo(shown(model.load()));
        assertThat(store.load().sessions()).isNotEmpty();
        assertThat(store.load().retained()).isNotEmpty();
    }

    @Test
    void everything_said_about_a_message_survives() throws Exception {
        MessageProperties said = new MessageProperties(
                1,
                "text/plain",
                "answers/here",
                new byte[] {0, (byte) 255},
                List.of(new MessageProperties.UserProperty("näme", "val\"ue"), pair("b", ""), pair("b", "again")));
        written(new Change.Retained(new Message("a/ü", new byte[] {0, 1, 2}, 2, true, said, 1234)));
        Message kept = store.load().retained().getFirst();
        assertThat(kept.topic()).isEqualTo("a/ü");
        assertThat(kept.payload()).containsExactly(0, 1, 2);
        assertThat(kept.expiresAtMillis()).isEqualTo(1234);
        assertThat(kept.properties().user()).isEqualTo(said.user());
        assertThat(kept.properties().correlationData()).containsExactly(0, 255);
        assertThat(kept.properties().contentType()).isEqualTo("text/plain");
        assertThat(kept.properties().responseTopic()).isEqualTo("answers/here");
        assertThat(kept.properties().payloadFormat()).isEqualTo(1);
    }

    private static MessageProperties.UserProperty pair(String name, String value) {
        return new MessageProperties.UserProperty(name, value);
    }

    @Test
    void what_was_given_before_the_end_is_written_and_nothing_after_it() throws Exception {
        SqlBrokerStore other = opened(sql);
        for (int i = 0; i < 2000; i++) {
            other.write(new Change.Kept("c" + i, "o", 60));
        }
        other.close();
        assertThat(store.load().sessions()).hasSize(2000);
        CompletableFuture<Void> late =
                other.write(new Change.Kept("late", "o", 60)).toCompletableFuture();
        assertThat(late).isCompletedExceptionally();
        assertThat(other.waiting()).isZero();
    }

    private void written(Change change) throws Exception {
        store.write(change).toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private static Change change(Random random, int step) {
        String client = "c" + random.nextInt(6);
        long number = random.nextInt(30);
        int packet = 1 + random.nextInt(20);
        return switch (random.nextInt(14)) {
            case 0, 1 -> new Change.Kept(client, "owner " + random.nextInt(2), 60 + random.nextInt(100));
            case 2 -> new Change.Left(client, Instant.ofEpochMilli(step));
            case 3 -> random.nextInt(4) == 0 ? new Change.Dropped(client) : new Change.Settled(client, number);
            case 4 -> new Change.Subscribed(client, "f/" + random.nextInt(5), subscription(random));
            case 5 -> new Change.Unsubscribed(client, "f/" + random.nextInt(5));
            case 6, 7 -> new Change.Queued(client, 1000 + step, delivery(random));
            case 8 -> new Change.Sent(client, 1000 + random.nextInt(step + 1), packet);
            case 9 -> new Change.Released(client, 1000 + random.nextInt(step + 1));
            case 10 -> new Change.Settled(client, 1000 + random.nextInt(step + 1));
            case 11 -> new Change.Received(client, packet);
            case 12 -> new Change.Completed(client, packet);
            default ->
                random.nextBoolean()
                        ? new Change.Retained(message(random, true))
                        : new Change.Unretained("t/" + random.nextInt(8));
        };
    }

    private static Subscription subscription(Random random) {
        return new Subscription(
                random.nextInt(3), random.nextBoolean(), random.nextBoolean(), random.nextInt(3), random.nextInt(300));
    }

    private static Delivery delivery(Random random) {
        return new Delivery(
                message(random, false),
                1 + random.nextInt(2),
                random.nextBoolean(),
                random.ints(random.nextInt(3), 1, 500).toArray());
    }

    private static Message message(Random random, boolean retain) {
        byte[] payload = new byte[random.nextInt(20)];
        random.nextBytes(payload);
        long expires = random.nextBoolean() ? Long.MAX_VALUE : random.nextInt(100_000);
        return new Message(
                "t/" + random.nextInt(8), payload, random.nextInt(3), retain, MessageProperties.NONE, expires);
    }

    /** As text that can be compared: arrays cannot. */
    private static String shown(BrokerStore.Kept kept) {
        TreeMap<String, String> sessions = new TreeMap<>();
        for (BrokerStore.KeptSession session : kept.sessions()) {
            StringBuilder shown = new StringBuilder();
            shown.append(session.owner()).append(' ').append(session.expirySeconds());
            shown.append(' ').append(session.leftAt()).append(' ').append(new TreeMap<>(session.subscriptions()));
            shown.append(' ').append(new TreeSet<>(session.received()));
            for (BrokerStore.KeptDelivery one : session.waiting()) {
                shown.append("\n  ").append(one.number()).append(' ').append(one.packetId());
                shown.append(' ').append(shown(one.delivery()));
            }
            sessions.put(session.clientId(), shown.toString());
        }
        TreeSet<String> retained = new TreeSet<>();
        kept.retained().forEach(message -> retained.add(shown(message)));
        return sessions + "\n" + retained;
    }

    private static String shown(@Nullable Delivery delivery) {
        return delivery == null
                ? "released"
                : delivery.qos() + " " + delivery.retain() + " " + Arrays.toString(delivery.subscriptions()) + " "
                        + shown(delivery.message());
    }

    private static String shown(Message message) {
        return message.topic() + Arrays.toString(message.payload()) + message.qos() + message.expiresAtMillis();
    }
}
