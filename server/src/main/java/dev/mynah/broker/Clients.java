package dev.mynah.broker;

import dev.mynah.support.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The clients, by their identifiers: who is there, whose session is kept, whose will is due. Thread-safe. Nothing is called
 * back with the lock held.
 */
public final class Clients {
    private final BrokerContext context;
    private final Scheduler scheduler;
    private final BiConsumer<ClientSession, Will> wills;
    private final Consumer<ClientSession> forget;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Client> clients = new HashMap<>();
    private final Map<String, List<ClientSession>> byOwner = new HashMap<>();
    private boolean stopping;

    /** A session with what is to happen to it. */
    private static final class Client {
        private final ClientSession session;
        private @Nullable Will will;
        private Scheduler.@Nullable Cancellable end;
        private Scheduler.@Nullable Cancellable willDue;

        private Client(ClientSession session) {
            this.session = session;
        }

        private void present() {
            if (end != null) {
                end.cancel();
                end = null;
            }
            if (willDue != null) {
                willDue.cancel();
                willDue = null;
            }
        }
    }

    /** Whether a client may come in. */
    public sealed interface Entrance {
        /**
         * It may.
         *
         * @param present whether the session is one that was kept
         */
        record Open(ClientSession session, boolean present) implements Entrance {}

        /** It may not. */
        record Closed(Reason reason) implements Entrance {}
    }

    Clients(
            BrokerContext context,
            Scheduler scheduler,
            BiConsumer<ClientSession, Will> wills,
            Consumer<ClientSession> forget) {
        this.context = context;
        this.scheduler = scheduler;
        this.wills = wills;
        this.forget = forget;
    }

    int size() {
        lock.lock();
        try {
            return clients.size();
        } finally {
            lock.unlock();
        }
    }

    Optional<ClientSession> of(String clientId) {
        lock.lock();
        try {
            return Optional.ofNullable(clients.get(clientId)).map(client -> client.session);
        } finally {
            lock.unlock();
        }
    }

    List<ClientSession> ofOwner(String owner) {
        lock.lock();
        try {
            return List.copyOf(byOwner.getOrDefault(owner, List.of()));
        } finally {
            lock.unlock();
        }
    }

    long bounded(long expirySeconds) {
        return Math.clamp(expirySeconds, 0, context.limits().sessionExpiry().toSeconds());
    }

    Optional<ClientSession> restore(BrokerStore.KeptSession kept) {
        Principal absent = new Principal.Operator(kept.owner(), false);
        ClientSession session = new ClientSession(kept.clientId(), kept.owner(), absent, context);
        session.restore(kept);
        lock.lock();
        try {
            Client client = new Client(session);
            put(client);
            Instant now = context.clock().instant();
            Duration away = kept.leftAt() == null ? Duration.ZERO : Duration.between(kept.leftAt(), now);
            endLater(client, Math.max(0, kept.expirySeconds() - away.toSeconds()));
            return Optional.of(session);
        } finally {
            lock.unlock();
        }
    }

    Entrance connect(Arrival arrival) {
        List<Runnable> afterwards = new ArrayList<>(2);
        Entrance entrance;
        lock.lock();
        try {
            entrance = enter(arrival, afterwards);
        } finally {
            lock.unlock();
        }
        afterwards.forEach(Runnable::run);
        return entrance;
    }

    private Entrance enter(Arrival arrival, List<Runnable> afterwards) {
        Principal who = arrival.who();
        Client before = clients.get(arrival.clientId());
        if (before != null && !before.session.owner().equals(who.owner())) {
            return new Entrance.Closed(Reason.CLIENT_ID_NOT_VALID);
        }
        if (stopping) {
            return new Entrance.Closed(Reason.SERVER_SHUTTING_DOWN);
        }
        if (before == null && clients.size() >= context.limits().sessions()) {
            return new Entrance.Closed(Reason.SERVER_BUSY);
        }
        boolean present = before != null && !arrival.clean() && before.session.expirySeconds() > 0;
        if (before != null) {
            takeOver(before, present, afterwards);
        }
        Client client =
                before != null && present ? before : new Client(new ClientSession(arrival.clientId(), who, context));
        if (client != before) {
            put(client);
        }
        client.will = arrival.will();
        client.session.attach(who, arrival.peer(), bounded(arrival.expirySeconds()));
        return new Entrance.Open(client.session, present);
    }

    private void put(Client client) {
        clients.put(client.session.clientId(), client);
        byOwner.computeIfAbsent(client.session.owner(), absent -> new ArrayList<>(1))
                .add(client.session);
    }

    private void remove(Client client) {
        ClientSession session = client.session;
        clients.remove(session.clientId(), client);
        byOwner.computeIfPresent(session.owner(), (owner, sessions) -> {
            sessions.remove(session);
            return sessions.isEmpty() ? null : sessions;
        });
    }

    /** The client has come back, or somebody of the same owner took its name. */
    private void takeOver(Client client, boolean goesOn, List<Runnable> afterwards) {
        boolean willWaited = client.willDue != null;
        client.present();
        Will will = client.will;
        Peer peer = client.session.detach(null);
        if (peer != null) {
            afterwards.add(() -> peer.disconnect(Reason.SESSION_TAKEN_OVER));
        }
        // A will that has time waits for a session that does not come back (MQTT 5.0 §3.1.3.2.2).
        boolean due = will != null && (goesOn ? peer != null && will.delaySeconds() == 0 : peer != null || willWaited);
        if (will != null && due) {
            afterwards.add(() -> wills.accept(client.session, will));
        }
        if (!goesOn) {
            remove(client);
            afterwards.add(() -> forget.accept(client.session));
        }
    }

    /** Ends the sessions of an owner, and disconnects those who are there; their wills are published. */
    void expel(String owner) {
        List<Runnable> afterwards = new ArrayList<>(2);
        lock.lock();
        try {
            for (ClientSession session : List.copyOf(byOwner.getOrDefault(owner, List.of()))) {
                Client client = clients.get(session.clientId());
                if (client != null) {
                    expel(client, afterwards);
                }
            }
        } finally {
            lock.unlock();
        }
        afterwards.forEach(Runnable::run);
    }

    private void expel(Client client, List<Runnable> afterwards) {
        client.present();
        Peer peer = client.session.detach(null);
        Will will = client.will;
        remove(client);
        if (peer != null) {
            afterwards.add(() -> peer.disconnect(Reason.ADMINISTRATIVE_ACTION));
        }
        if (will != null) {
            afterwards.add(() -> wills.accept(client.session, will));
        }
        afterwards.add(() -> forget.accept(client.session));
    }

    void disconnected(ClientSession session, Peer peer, boolean willIsDue) {
        List<Runnable> afterwards = new ArrayList<>(2);
        lock.lock();
        try {
            Client client = clients.get(session.clientId());
            if (client == null || client.session != session || session.detach(peer) == null) {
                return;
            }
            left(client, willIsDue, afterwards);
        } finally {
            lock.unlock();
        }
        afterwards.forEach(Runnable::run);
    }

    private void left(Client client, boolean willIsDue, List<Runnable> afterwards) {
        ClientSession session = client.session;
        Will will = willIsDue ? client.will : null;
        client.will = will;
        long expiry = session.expirySeconds();
        if (expiry == 0) {
            remove(client);
            if (will != null) {
                afterwards.add(() -> wills.accept(session, will));
            }
            afterwards.add(() -> forget.accept(session));
            return;
        }
        context.store()
                .write(new BrokerStore.Change.Left(
                        session.clientId(), context.clock().instant()));
        endLater(client, expiry);
        if (will != null && will.delaySeconds() == 0) {
            client.will = null;
            afterwards.add(() -> wills.accept(session, will));
        } else if (will != null) {
            client.willDue = later(will.delaySeconds(), () -> willIsDue(client));
        }
    }

    private void endLater(Client client, long seconds) {
        client.end = later(seconds, () -> ended(client));
    }

    private Scheduler.Cancellable later(long seconds, Runnable task) {
        long bounded = Math.min(seconds, context.limits().sessionExpiry().toSeconds());
        return scheduler.at(scheduler.nanoTime() + TimeUnit.SECONDS.toNanos(bounded), task);
    }

    private void willIsDue(Client client) {
        Will due = null;
        lock.lock();
        try {
            if (client.willDue != null) {
                client.willDue = null;
                due = client.will;
                client.will = null;
            }
        } finally {
            lock.unlock();
        }
        if (due != null) {
            wills.accept(client.session, due);
        }
    }

    private void ended(Client client) {
        Will due;
        lock.lock();
        try {
            if (client.end == null || clients.get(client.session.clientId()) != client) {
                return;
            }
            remove(client);
            due = client.willDue == null ? null : client.will;
            client.present();
        } finally {
            lock.unlock();
        }
        if (due != null) {
            wills.accept(client.session, due);
        }
        forget.accept(client.session);
    }

    void stop() {
        List<Peer> peers = new ArrayList<>();
        lock.lock();
        try {
            stopping = true;
            for (Client client : clients.values()) {
                client.present();
                client.will = null;
                Peer peer = client.session.detach(null);
                if (peer != null) {
                    peers.add(peer);
                    if (client.session.expirySeconds() > 0) {
                        context.store()
                                .write(new BrokerStore.Change.Left(
                                        client.session.clientId(),
                                        context.clock().instant()));
                    }
                }
            }
        } finally {
            lock.unlock();
        }
        peers.forEach(peer -> peer.disconnect(Reason.SERVER_SHUTTING_DOWN));
    }
}
