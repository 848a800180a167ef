package dev.mynah.broker;

import dev.mynah.broker.topic.TopicRules;
import dev.mynah.broker.topic.TopicTree;
import dev.mynah.support.Scheduler;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes messages and gives them to whoever subscribed. Thread-safe, and never waits: connections call it on their event
 * loops, the server's own parts from wherever they are.
 */
public final class Broker {
    private final BrokerContext context;
    private final Access access;
    private final Intake intake;
    private final TopicTree<ClientSession, Subscription> tree = new TopicTree<>();
    private final RetainedMessages retained;
    private final Clients clients;

    /**
     * @param access decides what clients may publish and subscribe
     * @param intake what the server itself does with messages
     * @param store what survives a restart
     * @param scheduler for sessions that end and wills that are due
     */
    public Broker(
            BrokerLimits limits,
            Access access,
            Intake intake,
            BrokerStore store,
            Scheduler scheduler,
            InstantSource clock) {
        this.context = new BrokerContext(limits, store, clock);
        this.access = access;
        this.intake = intake;
        this.retained = new RetainedMessages(context);
        this.clients = new Clients(context, scheduler, this::publishWill, this::forget);
    }

    /** Takes in what was kept before a restart. Blocks; called once, before anything else. */
    public void restore() {
        BrokerStore.Kept kept = context.store().load();
        kept.retained().forEach(retained::restore);
        for (BrokerStore.KeptSession session : kept.sessions()) {
            clients.restore(session).ifPresent(restored -> session.subscriptions()
                    .forEach((filter, subscription) -> tree.put(filter, restored, subscription)));
        }
    }

    /** What happened to messages. */
    public BrokerCounts counts() {
        return context.counts();
    }

    /** Sessions, connected or kept. */
    public int sessions() {
        return clients.size();
    }

    public int subscriptions() {
        return tree.size();
    }

    public int retainedMessages() {
        return retained.count();
    }

    /** What all messages that wait take, in bytes. */
    public long queuedBytes() {
        return context.queuedBytes();
    }

    // --- clients ----------------------------------------------------------------------------------------------------

    /**
     * A client connects. When it may, tell it so and call {@link ClientSession#resume}; a connection of the same client
     * that was there before is closed.
     */
    public Clients.Entrance connect(Arrival arrival) {
        Will will = arrival.will();
        if (will != null) {
            Reason refusal = refusal(arrival.who(), will.message().topic());
            if (refusal.isError()) {
                return new Clients.Entrance.Closed(refusal);
            }
        }
        Clients.Entrance entrance = clients.connect(arrival);
        if (entrance instanceof Clients.Entrance.Open open) {
            recheck(open.session());
        }
        return entrance;
    }

    /**
     * A client's connection is gone.
     *
     * @param willDue whether its will is to be published: not when it said good-bye
     */
    public void disconnected(ClientSession session, Peer peer, boolean willDue) {
        clients.disconnected(session, peer, willDue);
    }

    /**
     * The client leaves and wants its session kept for another time than it first said.
     *
     * @return false when that is not allowed: what was not to be kept cannot be kept now (MQTT 5.0 §3.14.2.2.2)
     */
    public boolean keepAfterDisconnect(ClientSession session, long expirySeconds) {
        if (session.expirySeconds() == 0 && expirySeconds > 0) {
            return false;
        }
        session.keep(clients.bounded(expirySeconds));
        return true;
    }

    /** How long a session is kept that is to be kept so long. */
    public long bounded(long expirySeconds) {
        return clients.bounded(expirySeconds);
    }

    /** A client's session, when there is one. */
    public Optional<ClientSession> session(String clientId) {
        return clients.of(clientId);
    }

    /** The sessions of an owner. */
    public List<ClientSession> sessionsOf(String owner) {
        return clients.ofOwner(owner);
    }

    /** What clients of this owner may do has changed: subscriptions that are no longer theirs end. */
    public void recheck(String owner) {
        clients.ofOwner(owner).forEach(this::recheck);
    }

    /** This owner's clients are no longer wanted: they are disconnected, and nothing of theirs is kept. */
    public void expel(String owner) {
        clients.expel(owner);
    }

    private void recheck(ClientSession session) {
        for (String filter : session.filters()) {
            if (!access.maySubscribe(session.principal(), filter)) {
                unsubscribe(session, filter);
            }
        }
    }

    /** Disconnects every client, with their sessions kept as they wish. */
    public void stop() {
        clients.stop();
    }

    private void forget(ClientSession session) {
        session.end().keySet().forEach(filter -> tree.remove(filter, session));
    }

    // --- subscriptions ----------------------------------------------------------------------------------------------

    /** A wish to subscribe. */
    public record Wish(String filter, Subscription subscription) {}

    /**
     * Subscribes, and sends what is retained.
     *
     * @param answer is given what became of every wish, before anything retained is sent
     */
    public void subscribe(ClientSession session, List<Wish> wishes, Consumer<List<Reason>> answer) {
        List<Reason> reasons = new ArrayList<>(wishes.size());
        List<Wish> curious = new ArrayList<>(wishes.size());
        for (Wish wish : wishes) {
            Reason reason = refusal(session, wish.filter());
            reasons.add(reason);
            if (!reason.isError()) {
                session.subscribed(wish.filter(), wish.subscription());
                boolean added = tree.put(wish.filter(), session, wish.subscription());
                int handling = wish.subscription().retainHandling();
                if (handling == 0 || (handling == 1 && added)) {
                    curious.add(wish);
                }
            }
        }
        answer.accept(reasons);
        curious.forEach(wish -> sendRetained(session, wish.filter(), wish.subscription()));
    }

    private Reason refusal(ClientSession session, String filter) {
        if (filter.startsWith("$share/")) {
            return Reason.SHARED_SUBSCRIPTIONS_NOT_SUPPORTED;
        }
        if (!TopicRules.isFilter(filter)) {
            return Reason.TOPIC_FILTER_INVALID;
        }
        if (!access.maySubscribe(session.principal(), filter)) {
            return Reason.NOT_AUTHORIZED;
        }
        return session.takes(filter) ? Reason.SUCCESS : Reason.QUOTA_EXCEEDED;
    }

    private void sendRetained(ClientSession session, String filter, Subscription subscription) {
        for (Message message : retained.matching(filter)) {
            int qos = Math.min(message.qos(), subscription.qos());
            session.deliver(new Delivery(message, qos, true, identifiers(subscription)));
        }
    }

    /** Unsubscribes. */
    public Reason unsubscribe(ClientSession session, String filter) {
        if (!session.unsubscribed(filter)) {
            return Reason.NO_SUBSCRIPTION_EXISTED;
        }
        tree.remove(filter, session);
        return Reason.SUCCESS;
    }

    // --- messages ---------------------------------------------------------------------------------------------------

    /**
     * Takes a message.
     *
     * @param session of the client that publishes; null for the server itself
     * @return completes when the message can no longer be lost, with what became of it
     */
    public CompletionStage<Reason> publish(Principal from, @Nullable ClientSession session, Message message) {
        Reason refusal = refusal(from, message.topic());
        if (refusal.isError()) {
            return refused(refusal);
        }
        Intake.Answer answer = intake.take(from, session, message);
        if (answer.reason().isError()) {
            return refused(answer.reason());
        }
        List<CompletionStage<?>> safe = new ArrayList<>(2);
        note(safe, answer.safe());
        if (message.retain()) {
            CompletionStage<Void> kept = retained.keep(message);
            if (kept == null) {
                return refused(Reason.QUOTA_EXCEEDED);
            }
            note(safe, kept);
        }
        context.counts().published.increment();
        boolean anybody = route(session, message, safe);
        return when(safe, anybody || answer.wanted() ? Reason.SUCCESS : Reason.NO_MATCHING_SUBSCRIBERS);
    }

    /** Gives a message to everybody who subscribed, but for one. */
    public void route(Message message, @Nullable ClientSession except) {
        new Recipients(tree, message, null, except).deliver(stage -> {});
    }

    private boolean route(@Nullable ClientSession from, Message message, List<CompletionStage<?>> safe) {
        return new Recipients(tree, message, from, null).deliver(stage -> note(safe, stage));
    }

    private Reason refusal(Principal from, String topic) {
        if (!TopicRules.isName(topic)) {
            return Reason.TOPIC_NAME_INVALID;
        }
        return access.mayPublish(from, topic) ? Reason.SUCCESS : Reason.NOT_AUTHORIZED;
    }

    private void publishWill(ClientSession session, Will will) {
        publish(session.principal(), session, will.message());
    }

    private CompletionStage<Reason> refused(Reason reason) {
        context.counts().refused.increment();
        return CompletableFuture.completedStage(reason);
    }

    static int[] identifiers(Subscription subscription) {
        return subscription.identifier() == 0 ? Delivery.NO_IDENTIFIERS : new int[] {subscription.identifier()};
    }

    /** Most things are safe at once; only what is not is worth an object. */
    private static void note(List<CompletionStage<?>> safe, CompletionStage<?> stage) {
        CompletableFuture<?> future = stage.toCompletableFuture();
        if (!future.isDone() || future.isCompletedExceptionally()) {
            safe.add(future);
        }
    }

    private static CompletionStage<Reason> when(List<CompletionStage<?>> safe, Reason reason) {
        if (safe.isEmpty()) {
            return CompletableFuture.completedStage(reason);
        }
        CompletableFuture<?>[] all =
                safe.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(all).handle((done, failure) -> failure == null ? reason : Reason.UNSPECIFIED);
    }
}
