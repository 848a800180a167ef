package dev.mynah.broker;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the broker knows of one client, whether it is there or not (MQTT 5.0 §4.1): its subscriptions, and the messages on
 * their way in either direction. Thread-safe. Nothing waits while the lock is held: a {@link Peer} only queues.
 */
public final class ClientSession {
    private final String clientId;
    private final String owner;
    private final BrokerContext context;
    private final ReentrantLock lock = new ReentrantLock();
    private final Outbox outbox = new Outbox();
    private final Map<String, Subscription> subscriptions = new HashMap<>(2);
    private final UnreleasedMessages unreleased;
    private Principal principal;
    private @Nullable Peer peer;
    /** 0 until the client knows that it is connected. */
    private int window;

    private long expirySeconds;
    private boolean over;

    ClientSession(String clientId, Principal principal, BrokerContext context) {
        this(clientId, principal.owner(), principal, context);
    }

    /** A session of before a restart; its client has yet to prove who it is. */
    ClientSession(String clientId, String owner, Principal principal, BrokerContext context) {
        this.clientId = clientId;
        this.owner = owner;
        this.principal = principal;
        this.context = context;
        this.unreleased = new UnreleasedMessages(clientId, this::record);
    }

    public String clientId() {
        return clientId;
    }

    String owner() {
        return owner;
    }

    Principal principal() {
        return locked(() -> principal);
    }

    // --- the connection ---------------------------------------------------------------------------------------------

    /** The client is there; {@link #resume} lets messages go once it was told so. */
    void attach(Principal who, Peer connected, long expiry) {
        lock.lock();
        try {
            principal = who;
            peer = connected;
            window = 0;
            keep(expiry);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sends what was not acknowledged on an earlier connection, then what waits.
     *
     * @param connected does nothing when another connection took its place
     * @param receiveMaximum of the client
     */
    public void resume(Peer connected, int receiveMaximum) {
        lock.lock();
        try {
            if (over || peer != connected) {
                return;
            }
            window = Math.min(receiveMaximum, context.limits().inFlight());
            outbox.rewind().forEach(connected::release);
            pump();
        } finally {
            lock.unlock();
        }
    }

    /** The client is gone, or about to be replaced; returns its connection when that was the one. */
    @Nullable
    Peer detach(@Nullable Peer expected) {
        lock.lock();
        try {
            Peer connected = peer;
            if (connected == null || (expected != null && connected != expected)) {
                return null;
            }
            peer = null;
            return connected;
        } finally {
            lock.unlock();
        }
    }

    public boolean connected() {
        return locked(() -> peer != null);
    }

    /** Changes how long the session outlives its client. */
    void keep(long seconds) {
        lock.lock();
        try {
            boolean known = expirySeconds > 0;
            expirySeconds = seconds;
            if (seconds > 0) {
                write(new BrokerStore.Change.Kept(clientId, owner, seconds));
            } else if (known) {
                write(new BrokerStore.Change.Dropped(clientId));
            }
        } finally {
            lock.unlock();
        }
    }

    long expirySeconds() {
        return locked(() -> expirySeconds);
    }

    /** The session ends with everything that waits. */
    Map<String, Subscription> end() {
        lock.lock();
        try {
            over = true;
            peer = null;
            context.released(outbox.bytes());
            outbox.clear();
            if (expirySeconds > 0) {
                write(new BrokerStore.Change.Dropped(clientId));
            }
            return Map.copyOf(subscriptions);
        } finally {
            lock.unlock();
        }
    }

    // --- subscriptions ----------------------------------------------------------------------------------------------

    /** Whether the filter is already subscribed, or there is room for it. */
    boolean takes(String filter) {
        return locked(() -> subscriptions.containsKey(filter)
                || subscriptions.size() < context.limits().subscriptions());
    }

    void subscribed(String filter, Subscription subscription) {
        lock.lock();
        try {
            subscriptions.put(filter, subscription);
            keepChange(new BrokerStore.Change.Subscribed(clientId, filter, subscription));
        } finally {
            lock.unlock();
        }
    }

    boolean unsubscribed(String filter) {
        lock.lock();
        try {
            boolean removed = subscriptions.remove(filter) != null;
            if (removed) {
                keepChange(new BrokerStore.Change.Unsubscribed(clientId, filter));
            }
            return removed;
        } finally {
            lock.unlock();
        }
    }

    /** The filters the client subscribed to. */
    public List<String> filters() {
        return locked(() -> List.copyOf(subscriptions.keySet()));
    }

    // --- to the client ----------------------------------------------------------------------------------------------

    /**
     * Gives the client a message: at once when there is room, later when it is worth waiting for.
     *
     * @return completes when the message can no longer be lost; null when there is nothing to wait for
     */
    @Nullable
    CompletionStage<Void> deliver(Delivery delivery) {
        lock.lock();
        try {
            if (over) {
                return null;
            }
            if (delivery.qos() == 0) {
                push(delivery);
                return null;
            }
            return enqueue(delivery);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Sends the client a message with QoS 0 whether it subscribed or not.
     *
     * @return false when it is not there, or does not read
     */
    public boolean push(Message message) {
        return locked(() -> !over && push(new Delivery(message, 0, false, Delivery.NO_IDENTIFIERS)));
    }

    private boolean push(Delivery delivery) {
        Peer connected = peer;
        if (connected == null || window == 0) {
            return false;
        }
        if (!connected.fits(delivery)) {
            context.counts().tooLarge.increment();
            return false;
        }
        if (!connected.writable()) {
            context.counts().congested.increment();
            return false;
        }
        connected.publish(delivery, 0, false);
        context.counts().delivered.increment();
        return true;
    }

    private @Nullable CompletionStage<Void> enqueue(Delivery delivery) {
        boolean kept = expirySeconds > 0;
        if (peer == null && !kept) {
            return null;
        }
        if (outbox.waiting() >= context.limits().queuedMessages()
                || !context.reserve(delivery.message().size())) {
            context.counts().queueFull.increment();
            return null;
        }
        Outbox.Entry entry = outbox.add(delivery);
        CompletionStage<Void> stored =
                kept ? write(new BrokerStore.Change.Queued(clientId, entry.number, delivery)) : null;
        pump();
        return stored;
    }

    /** Sends what waits as far as the client takes it. */
    public void pump() {
        lock.lock();
        try {
            Peer connected = peer;
            while (connected != null && outbox.inFlight() < window && connected.writable()) {
                Outbox.Entry next = outbox.first();
                Delivery delivery = next == null ? null : next.delivery;
                if (next == null || delivery == null) {
                    return;
                }
                if (worthless(next, delivery, connected)) {
                    outbox.removeFirst();
                    settled(next);
                } else {
                    send(connected, outbox.send(), delivery);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean worthless(Outbox.Entry entry, Delivery delivery, Peer connected) {
        boolean expired = !entry.again && delivery.message().expired(context.nowMillis());
        boolean tooLarge = !connected.fits(delivery);
        if (expired) {
            context.counts().expired.increment();
        } else if (tooLarge) {
            context.counts().tooLarge.increment();
        }
        return expired || tooLarge;
    }

    private void send(Peer connected, Outbox.Entry entry, Delivery delivery) {
        if (delivery.qos() == 2 && !entry.again) {
            keepChange(new BrokerStore.Change.Sent(clientId, entry.number, entry.packetId));
        }
        connected.publish(delivery, entry.packetId, entry.again);
        context.counts().delivered.increment();
    }

    /** PUBACK, or PUBCOMP: the client has the message. */
    public boolean acknowledged(int packetId, int qos) {
        lock.lock();
        try {
            Outbox.Entry entry = outbox.sent(packetId);
            if (entry == null || entry.awaits() != qos) {
                return false;
            }
            outbox.settle(packetId);
            settled(entry);
            pump();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * PUBREC: the client has the QoS 2 message and waits for its release.
     *
     * @param refused the client does not want it, which ends the exchange
     * @return whether it is to be released
     */
    public boolean received(int packetId, boolean refused) {
        lock.lock();
        try {
            Outbox.Entry entry = outbox.sent(packetId);
            Delivery delivery = entry == null ? null : entry.delivery;
            if (entry == null || (delivery != null && delivery.qos() != 2)) {
                return false;
            }
            if (refused) {
                outbox.settle(packetId);
                settled(entry);
                pump();
                return false;
            }
            if (delivery != null) {
                context.released(entry.size());
                entry.delivery = null;
                keepChange(new BrokerStore.Change.Released(clientId, entry.number));
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void settled(Outbox.Entry entry) {
        context.released(entry.size());
        keepChange(new BrokerStore.Change.Settled(clientId, entry.number));
    }

    /** The QoS 2 messages the client has sent and not released. */
    public UnreleasedMessages unreleased() {
        return unreleased;
    }

    // --- after a restart --------------------------------------------------------------------------------------------

    void restore(BrokerStore.KeptSession kept) {
        expirySeconds = kept.expirySeconds();
        subscriptions.putAll(kept.subscriptions());
        unreleased.restore(kept.received());
        for (BrokerStore.KeptDelivery delivery : kept.waiting()) {
            Delivery message = delivery.delivery();
            if (message != null) {
                context.reserveAnyway(message.message().size());
            }
            outbox.restore(delivery);
        }
    }

    private <T> T locked(Supplier<T> question) {
        lock.lock();
        try {
            return question.get();
        } finally {
            lock.unlock();
        }
    }

    private void record(BrokerStore.Change change) {
        lock.lock();
        try {
            keepChange(change);
        } finally {
            lock.unlock();
        }
    }

    private void keepChange(BrokerStore.Change change) {
        if (expirySeconds > 0) {
            write(change);
        }
    }

    private CompletionStage<Void> write(BrokerStore.Change change) {
        return context.store().write(change);
    }
}
