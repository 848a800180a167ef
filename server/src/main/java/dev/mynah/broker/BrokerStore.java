package dev.mynah.broker;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What the broker must know again after a restart: the sessions of clients that want to be remembered, what waits for them,
 * and retained messages. Thread-safe.
 */
public interface BrokerStore {
    /** Forgets everything with the process. */
    BrokerStore NONE = new BrokerStore() {
        private final CompletionStage<Void> done = CompletableFuture.completedStage(null);

        @Override
        public Kept load() {
            return new Kept(List.of(), List.of());
        }

        @Override
        public CompletionStage<Void> write(Change change) {
            return done;
        }
    };

    /** What was kept. Blocks; called once, before the first change. */
    Kept load();

    /**
     * Writes a change, after all that were given before. Never waits.
     *
     * @return completes when the change will survive; fails when it was not written
     */
    CompletionStage<Void> write(Change change);

    /** Everything that is known again. */
    record Kept(List<KeptSession> sessions, List<Message> retained) {}

    /**
     * A session.
     *
     * @param leftAt when its client left; null when it was there as the server came to an end
     * @param received packet identifiers of the client's QoS 2 messages that it has not released
     * @param waiting in order
     */
    record KeptSession(
            String clientId,
            String owner,
            long expirySeconds,
            @Nullable Instant leftAt,
            Map<String, Subscription> subscriptions,
            List<Integer> received,
            List<KeptDelivery> waiting) {}

    /**
     * A message that waits for its client.
     *
     * @param number its place in the session's queue
     * @param packetId under which it was sent before; 0 when it was not
     * @param delivery null when the client has the message and only its release is to be repeated
     */
    record KeptDelivery(long number, int packetId, @Nullable Delivery delivery) {}

    /** What can change. */
    sealed interface Change {
        /** A session is to be kept from now on, or its expiry is another; a client that is there has not left. */
        record Kept(String clientId, String owner, long expirySeconds) implements Change {}

        /** The client left. */
        record Left(String clientId, Instant at) implements Change {}

        /** The session is over, with all that belongs to it. */
        record Dropped(String clientId) implements Change {}

        record Subscribed(String clientId, String filter, Subscription subscription) implements Change {}

        record Unsubscribed(String clientId, String filter) implements Change {}

        /** A message waits for the client. */
        record Queued(String clientId, long number, Delivery delivery) implements Change {}

        /** A QoS 2 message is sent under this identifier, also when it is sent again. */
        record Sent(String clientId, long number, int packetId) implements Change {}

        /** The client has the QoS 2 message; only its release is left. */
        record Released(String clientId, long number) implements Change {}

        /** The message is done with. */
        record Settled(String clientId, long number) implements Change {}

        /** The client sent a QoS 2 message with this identifier and has not released it. */
        record Received(String clientId, int packetId) implements Change {}

        /** The client released it. */
        record Completed(String clientId, int packetId) implements Change {}

        /** A topic's retained message. */
        record Retained(Message message) implements Change {}

        /** A topic has none any more. */
        record Unretained(String topic) implements Change {}
    }
}
