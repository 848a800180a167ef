package dev.mynah.broker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The store port in memory, as the adapters are meant to behave: what one broker wrote another one loads. */
public final class KeepingStore implements BrokerStore {
    private final Map<String, One> sessions = new LinkedHashMap<>();
    private final Map<String, Message> retained = new LinkedHashMap<>();
    private boolean failing;

    private static final class One {
        private String owner = "";
        private long expiry;
        private @Nullable Instant left;
        private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
        private final Set<Integer> received = new LinkedHashSet<>();
        private final TreeMap<Long, KeptDelivery> waiting = new TreeMap<>();
    }

    public KeepingStore() {}

    /** From now on nothing can be written. */
    void fail() {
        failing = true;
    }

    @Override
    public Kept load() {
        List<KeptSession> all = new ArrayList<>();
        sessions.forEach((id, one) -> all.add(new KeptSession(
                id,
                one.owner,
                one.expiry,
                one.left,
                Map.copyOf(one.subscriptions),
                List.copyOf(one.received),
                List.copyOf(one.waiting.values()))));
        return new Kept(all, List.copyOf(retained.values()));
    }

    @Override
    public CompletionStage<Void> write(Change change) {
        if (failing) {
            return CompletableFuture.failedStage(new IllegalStateException("the disk is full"));
        }
        switch (change) {
            case Change.Kept kept -> {
                One one = sessions.computeIfAbsent(kept.clientId(), absent -> new One());
                one.owner = kept.owner();
                one.expiry = kept.expirySeconds();
                one.left = null;
            }
            case Change.Left left -> of(left.clientId(), one -> one.left = left.at());
            case Change.Dropped dropped -> sessions.remove(dropped.clientId());
            case Change.Subscribed made ->
                of(made.clientId(), one -> one.subscriptions.put(made.filter(), made.subscription()));
            case Change.Unsubscribed gone -> of(gone.clientId(), one -> one.subscriptions.remove(gone.filter()));
            case Change.Queued queued ->
                of(
                        queued.clientId(),
                        one -> one.waiting.put(
                                queued.number(), new KeptDelivery(queued.number(), 0, queued.delivery())));
            case Change.Sent sent ->
                of(
                        sent.clientId(),
                        one -> one.waiting.computeIfPresent(
                                sent.number(),
                                (number, kept) -> new KeptDelivery(number, sent.packetId(), kept.delivery())));
            case Change.Released released ->
                of(
                        released.clientId(),
                        one -> one.waiting.computeIfPresent(
                                released.number(), (number, kept) -> new KeptDelivery(number, kept.packetId(), null)));
            case Change.Settled settled -> of(settled.clientId(), one -> one.waiting.remove(settled.number()));
            case Change.Received got -> of(got.clientId(), one -> one.received.add(got.packetId()));
            case Change.Completed done -> of(done.clientId(), one -> one.received.remove(done.packetId()));
            case Change.Retained kept -> retained.put(kept.message().topic(), kept.message());
            case Change.Unretained gone -> retained.remove(gone.topic());
        }
        return CompletableFuture.completedStage(null);
    }

    /** What belongs to no session changes nothing. */
    private void of(String clientId, Consumer<One> change) {
        One one = sessions.get(clientId);
        if (one != null) {
            change.accept(one);
        }
    }
}
