package dev.mynah.broker;

import dev.mynah.broker.topic.TopicTree;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who gets one message. A client whose subscriptions overlap gets it once, with the highest QoS and the identifiers of all
 * that match (MQTT 5.0 §3.3.4). Used once, by one thread.
 */
final class Recipients {
    private final Message message;
    private final Map<ClientSession, Subscription> single = new LinkedHashMap<>(2);
    private final Map<ClientSession, int[]> identifiers = new LinkedHashMap<>(0);

    Recipients(
            TopicTree<ClientSession, Subscription> tree,
            Message message,
            @Nullable ClientSession from,
            @Nullable ClientSession except) {
        this.message = message;
        tree.match(message.topic(), (session, subscription) -> {
            boolean own = session == from && subscription.noLocal();
            if (!own && session != except) {
                add(session, subscription);
            }
        });
    }

    private void add(ClientSession session, Subscription subscription) {
        Subscription before = single.get(session);
        if (before == null) {
            single.put(session, subscription);
            return;
        }
        Subscription both = new Subscription(
                Math.max(before.qos(), subscription.qos()),
                false,
                before.retainAsPublished() || subscription.retainAsPublished(),
                0,
                0);
        int[] earlier = identifiers.getOrDefault(session, Broker.identifiers(before));
        identifiers.put(session, join(earlier, Broker.identifiers(subscription)));
        single.put(session, both);
    }

    private static int[] join(int[] some, int[] more) {
        int[] all = java.util.Arrays.copyOf(some, some.length + more.length);
        System.arraycopy(more, 0, all, some.length, more.length);
        return all;
    }

    /** Delivers, and tells what is to be waited for; false when nobody gets it. */
    boolean deliver(Consumer<CompletionStage<?>> safe) {
        single.forEach((session, subscription) -> {
            int[] ids = identifiers.getOrDefault(session, Broker.identifiers(subscription));
            int qos = Math.min(message.qos(), subscription.qos());
            boolean retain = message.retain() && subscription.retainAsPublished();
            CompletionStage<Void> stored = session.deliver(new Delivery(message, qos, retain, ids));
            if (stored != null) {
                safe.accept(stored);
            }
        });
        return !single.isEmpty();
    }
}
