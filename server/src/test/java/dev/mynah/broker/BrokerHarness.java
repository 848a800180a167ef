package dev.mynah.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.mqtt.packet.MessageProperties;
import dev.mynah.testing.VirtualTime;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A broker in virtual time with clients that tell what they got. */
abstract class BrokerHarness {
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Principal ANN = new Principal.Operator("ann", true);
    static final Principal BOB = new Principal.Operator("bob", true);

    final VirtualTime time = new VirtualTime();
    final long began = time.nanoTime();
    final InstantSource clock = () -> START.plusNanos(time.nanoTime() - began);
    final KeepingStore store = new KeepingStore();
    final BrokerLimits limits = new BrokerLimits(50, 5, 10, 100_000, 4, 5, 10_000, Duration.ofHours(1));
    Broker broker = newBroker();

    /** A client with its connection. */
    record Client(ClientSession session, FakePeer peer, boolean present) {}

    Broker newBroker() {
        return new Broker(limits, new Open(), Intake.NONE, store, time, clock);
    }

    /** Everything is allowed but what is secret. */
    static final class Open implements Access {
        @Override
        public boolean mayPublish(Principal who, String topic) {
            return !topic.startsWith("secret");
        }

        @Override
        public boolean maySubscribe(Principal who, String filter) {
            return !filter.startsWith("secret");
        }
    }

    Client connect(String id) {
        return connect(id, ANN, true, 0, null);
    }

    Client kept(String id) {
        return connect(id, ANN, false, 600, null);
    }

    Client connect(String id, Principal who, boolean clean, long expiry, @Nullable Will will) {
        FakePeer peer = new FakePeer();
        Clients.Entrance.Open open =
                (Clients.Entrance.Open) broker.connect(new Arrival(id, who, clean, expiry, will, peer));
        open.session().resume(peer, 65_535);
        return new Client(open.session(), peer, open.present());
    }

    Reason refusal(String id, Principal who) {
        return ((Clients.Entrance.Closed) broker.connect(new Arrival(id, who, true, 0, null, new FakePeer()))).reason();
    }

    void lose(Client client) {
        broker.disconnected(client.session(), client.peer(), true);
    }

    void leave(Client client) {
        broker.disconnected(client.session(), client.peer(), false);
    }

    Reason subscribe(Client client, String filter, int qos) {
        return subscribe(client, filter, Subscription.plain(qos));
    }

    Reason subscribe(Client client, String filter, Subscription subscription) {
        List<Reason> reasons = new ArrayList<>();
        broker.subscribe(client.session(), List.of(new Broker.Wish(filter, subscription)), reasons::addAll);
        return reasons.getFirst();
    }

    static Message message(String topic, String text, int qos, boolean retain) {
        return new Message(
                topic, text.getBytes(StandardCharsets.UTF_8), qos, retain, MessageProperties.NONE, Long.MAX_VALUE);
    }

    Reason publish(String topic, String text, int qos) {
        return publish(null, message(topic, text, qos, false));
    }

    Reason retain(String topic, String text) {
        return publish(null, message(topic, text, 1, true));
    }

    Reason publish(@Nullable ClientSession from, Message message) {
        CompletableFuture<Reason> result = broker.publish(ANN, from, message).toCompletableFuture();
        assertThat(result).isDone();
        return result.join();
    }

    static Will will(String text, long delay) {
        return new Will(message("will", text, 1, false), delay);
    }

    Client watcher() {
        Client watcher = connect("watcher");
        subscribe(watcher, "will", 1);
        return watcher;
    }
}
