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
import org.junit.jupiter.api.Test;

class BrokerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Principal ANN = new Principal.Operator("ann", true);
    private static final Principal BOB = new Principal.Operator("bob", true);

    private final VirtualTime time = new VirtualTime();
    private final long began = time.nanoTime();
    private final InstantSource clock = () -> START.plusNanos(time.nanoTime() - began);
    private final KeepingStore store = new KeepingStore();
    private final BrokerLimits limits = new BrokerLimits(50, 5, 10, 100_000, 4, 5, 10_000, Duration.ofHours(1));
    private Broker broker = newBroker();

    /** A client with its connection. */
    private record Client(ClientSession session, FakePeer peer, boolean present) {}

    private Broker newBroker() {
        return new Broker(limits, new Open(), Intake.NONE, store, time, clock);
    }

    /** Everything is allowed but what is secret. */
    private static final class Open implements Access {
        @Override
        public boolean mayPublish(Principal who, String topic) {
            return !topic.startsWith("secret");
        }

        @Override
        public boolean maySubscribe(Principal who, String filter) {
            return !filter.startsWith("secret");
        }
    }

    private Client connect(String id) {
        return connect(id, ANN, true, 0, null);
    }

    private Client kept(String id) {
        return connect(id, ANN, false, 600, null);
    }

    private Client connect(String id, Principal who, boolean clean, long expiry, @Nullable Will will) {
        FakePeer peer = new FakePeer();
        Clients.Entrance.Open open =
                (Clients.Entrance.Open) broker.connect(new Arrival(id, who, clean, expiry, will, peer));
        open.session().resume(peer, 65_535);
        return new Client(open.session(), peer, open.present());
    }

    private Reason refusal(String id, Principal who) {
        return ((Clients.Entrance.Closed) broker.connect(new Arrival(id, who, true, 0, null, new FakePeer()))).reason();
    }

    private void lose(Client client) {
        broker.disconnected(client.session(), client.peer(), true);
    }

    private void leave(Client client) {
        broker.disconnected(client.session(), client.peer(), false);
    }

    private Reason subscribe(Client client, String filter, int qos) {
        return subscribe(client, filter, Subscription.plain(qos));
    }

    private Reason subscribe(Client client, String filter, Subscription subscription) {
        List<Reason> reasons = new ArrayList<>();
        broker.subscribe(client.session(), List.of(new Broker.Wish(filter, subscription)), reasons::addAll);
        return reasons.getFirst();
    }

    private static Message message(String topic, String text, int qos, boolean retain) {
        return new Message(
                topic, text.getBytes(StandardCharsets.UTF_8), qos, retain, MessageProperties.NONE, Long.MAX_VALUE);
    }

    private Reason publish(String topic, String text, int qos) {
        return publish(null, message(topic, text, qos, false));
    }

    private Reason retain(String topic, String text) {
        return publish(null, message(topic, text, 1, true));
    }

    private Reason publish(@Nullable ClientSession from, Message message) {
        CompletableFuture<Reason> result = broker.publish(ANN, from, message).toCompletableFuture();
        assertThat(result).isDone();
        return result.join();
    }

    // --- routing ----------------------------------------------------------------------------------------------------

    @Test
    void a_message_reaches_those_who_subscribed_with_the_lower_qos() {
        Client zero = connect("zero");
        Client two = connect("two");
        subscribe(zero, "a/+", 0);
        subscribe(two, "a/#", 2);
        assertThat(publish("a/b", "hi", 1)).isEqualTo(Reason.SUCCESS);
        assertThat(zero.peer().last().qos()).isZero();
        assertThat(two.peer().last().qos()).isEqualTo(1);
        assertThat(publish("b", "nobody", 0)).isEqualTo(Reason.NO_MATCHING_SUBSCRIBERS);
    }

    @Test
    void overlapping_subscriptions_bring_a_message_once_with_the_highest_qos_and_all_identifiers() {
        Client client = connect("c");
        subscribe(client, "a/+", new Subscription(0, false, false, 0, 1));
        subscribe(client, "a/#", new Subscription(2, false, false, 0, 2));
        subscribe(client, "a/b", new Subscription(1, false, false, 0, 0));
        publish("a/b", "once", 2);
        assertThat(client.peer().texts()).containsExactly("once");
        assertThat(client.peer().last().qos()).isEqualTo(2);
        assertThat(client.peer().last().subscriptions()).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void a_client_that_wants_nothing_of_its_own_gets_nothing_of_its_own() {
        Client client = connect("c");
        Client other = connect("o");
        subscribe(client, "a", new Subscription(0, true, false, 0, 0));
        publish(client.session(), message("a", "own", 0, false));
        publish(other.session(), message("a", "other", 0, false));
        assertThat(client.peer().texts()).containsExactly("other");
    }

    @Test
    void what_may_not_be_published_or_subscribed_is_refused() {
        Client client = connect("c");
        assertThat(subscribe(client, "secret/#", 0)).isEqualTo(Reason.NOT_AUTHORIZED);
        assertThat(subscribe(client, "a/#/b", 0)).isEqualTo(Reason.TOPIC_FILTER_INVALID);
        assertThat(subscribe(client, "$share/g/a", 0)).isEqualTo(Reason.SHARED_SUBSCRIPTIONS_NOT_SUPPORTED);
        assertThat(publish("secret", "x", 0)).isEqualTo(Reason.NOT_AUTHORIZED);
        assertThat(publish("a/+", "x", 0)).isEqualTo(Reason.TOPIC_NAME_INVALID);
        assertThat(publish("", "x", 0)).isEqualTo(Reason.TOPIC_NAME_INVALID);
        assertThat(broker.counts().refused()).isEqualTo(3);
    }

    @Test
    void of_too_many_subscriptions_the_last_ones_are_refused() {
        Client client = connect("c");
        for (int i = 0; i < 5; i++) {
            assertThat(subscribe(client, "a" + i, 0)).isEqualTo(Reason.SUCCESS);
        }
        assertThat(subscribe(client, "more", 0)).isEqualTo(Reason.QUOTA_EXCEEDED);
        assertThat(subscribe(client, "a1", 1)).isEqualTo(Reason.SUCCESS);
        assertThat(broker.unsubscribe(client.session(), "a0")).isEqualTo(Reason.SUCCESS);
        assertThat(broker.unsubscribe(client.session(), "a0")).isEqualTo(Reason.NO_SUBSCRIPTION_EXISTED);
        assertThat(subscribe(client, "more", 0)).isEqualTo(Reason.SUCCESS);
    }

    @Test
    void subscriptions_go_with_their_client() {
        Client client = connect("c");
        subscribe(client, "a", 0);
        leave(client);
        assertThat(broker.subscriptions()).isZero();
        assertThat(broker.sessions()).isZero();
    }

    // --- retained ---------------------------------------------------------------------------------------------------

    @Test
    void a_retained_message_is_sent_to_new_subscribers_until_it_is_taken_away() {
        retain("a/b", "kept");
        Client client = connect("c");
        subscribe(client, "a/+", 1);
        assertThat(client.peer().last().text()).isEqualTo("kept");
        assertThat(client.peer().last().retain()).isTrue();
        retain("a/b", "newer");
        assertThat(client.peer().last().retain())
                .as("live messages are not marked")
                .isFalse();
        retain("a/b", "");
        Client late = connect("l");
        subscribe(late, "a/b", 0);
        assertThat(late.peer().messages).isEmpty();
        assertThat(broker.retainedMessages()).isZero();
    }

    @Test
    void retain_handling_and_retain_as_published_are_respected() {
        retain("a", "kept");
        Client client = connect("c");
        subscribe(client, "a", new Subscription(0, false, true, 2, 0));
        assertThat(client.peer().messages).isEmpty();
        retain("a", "live");
        assertThat(client.peer().last().retain()).isTrue();
        subscribe(client, "a", new Subscription(0, false, false, 1, 0));
        assertThat(client.peer().messages).hasSize(1);
        subscribe(client, "+", new Subscription(0, false, false, 1, 0));
        assertThat(client.peer().messages).hasSize(2);
    }

    @Test
    void of_too_many_retained_messages_the_last_ones_are_refused() {
        for (int i = 0; i < 5; i++) {
            assertThat(retain("t" + i, "x")).isNotEqualTo(Reason.QUOTA_EXCEEDED);
        }
        assertThat(retain("t5", "x")).isEqualTo(Reason.QUOTA_EXCEEDED);
        retain("t0", "");
        assertThat(retain("t5", "x")).isNotEqualTo(Reason.QUOTA_EXCEEDED);
        assertThat(retain("t1", "x".repeat(20_000))).isEqualTo(Reason.QUOTA_EXCEEDED);
    }

    @Test
    void a_retained_message_expires() {
        broker.publish(
                ANN, null, new Message("a", new byte[] {1}, 0, true, MessageProperties.NONE, clock.millis() + 5000));
        time.pass(Duration.ofSeconds(6));
        Client client = connect("c");
        subscribe(client, "a", 0);
        assertThat(client.peer().messages).isEmpty();
    }

    // --- delivery ---------------------------------------------------------------------------------------------------

    @Test
    void messages_of_qos_1_are_sent_as_far_as_the_window_goes_and_the_rest_when_they_are_acknowledged() {
        Client client = connect("c");
        subscribe(client, "a", 1);
        for (int i = 0; i < 6; i++) {
            publish("a", "m" + i, 1);
        }
        assertThat(client.peer().texts()).containsExactly("m0", "m1", "m2", "m3");
        assertThat(client.session()
                        .acknowledged(client.peer().messages.getFirst().packetId(), 1))
                .isTrue();
        assertThat(client.peer().texts()).containsExactly("m0", "m1", "m2", "m3", "m4");
        assertThat(client.session().acknowledged(99, 1)).isFalse();
        assertThat(client.session().acknowledged(client.peer().last().packetId(), 2))
                .isFalse();
    }

    @Test
    void the_clients_own_receive_maximum_is_the_smaller_window() {
        FakePeer peer = new FakePeer();
        ClientSession session =
                ((Clients.Entrance.Open) broker.connect(new Arrival("c", ANN, true, 0, null, peer))).session();
        session.resume(peer, 2);
        broker.subscribe(session, List.of(new Broker.Wish("a", Subscription.plain(2))), reasons -> {});
        for (int i = 0; i < 4; i++) {
            publish("a", "m" + i, 2);
        }
        assertThat(peer.messages).hasSize(2);
    }

    @Test
    void a_message_of_qos_2_goes_through_its_four_steps() {
        Client client = connect("c");
        subscribe(client, "a", 2);
        publish("a", "exactly once", 2);
        int id = client.peer().last().packetId();
        assertThat(client.session().acknowledged(id, 2))
                .as("PUBCOMP before PUBREC")
                .isFalse();
        assertThat(client.session().received(id, false)).isTrue();
        assertThat(client.session().received(id, false)).as("a repeated PUBREC").isTrue();
        assertThat(client.session().acknowledged(id, 2)).isTrue();
        assertThat(client.session().received(id, false)).isFalse();
    }

    @Test
    void a_client_that_refuses_a_message_ends_its_exchange() {
        Client client = connect("c");
        subscribe(client, "a", 2);
        publish("a", "unwanted", 2);
        int id = client.peer().last().packetId();
        assertThat(client.session().received(id, true)).isFalse();
        assertThat(client.session().received(id, false)).isFalse();
        assertThat(broker.queuedBytes()).isZero();
    }

    @Test
    void messages_of_qos_0_for_a_client_that_does_not_read_are_dropped_and_counted() {
        Client client = connect("c");
        subscribe(client, "a", 1);
        client.peer().writable = false;
        publish("a", "lost", 0);
        publish("a", "late", 1);
        assertThat(client.peer().messages).isEmpty();
        assertThat(broker.counts().congested()).isEqualTo(1);
        client.peer().writable = true;
        client.session().pump();
        assertThat(client.peer().texts()).containsExactly("late");
    }

    @Test
    void messages_a_client_is_too_small_for_are_dropped_and_do_not_block_others() {
        Client client = connect("c");
        client.peer().maximum = 3;
        subscribe(client, "a", 1);
        publish("a", "too large", 1);
        publish("a", "far too large", 0);
        publish("a", "ok", 1);
        assertThat(client.peer().texts()).containsExactly("ok");
        assertThat(broker.counts().tooLarge()).isEqualTo(2);
    }

    // --- sessions ---------------------------------------------------------------------------------------------------

    @Test
    void a_kept_session_gets_what_came_while_its_client_was_away_in_order() {
        Client client = kept("c");
        subscribe(client, "a", 1);
        leave(client);
        publish("a", "one", 1);
        publish("a", "not kept", 0);
        publish("a", "two", 2);
        Client again = kept("c");
        assertThat(again.present()).isTrue();
        assertThat(again.peer().texts()).containsExactly("one", "two");
        assertThat(again.peer().messages).noneMatch(FakePeer.Sent::again);
    }

    @Test
    void of_too_many_messages_for_an_absent_client_the_newest_are_dropped_and_counted() {
        Client client = kept("c");
        subscribe(client, "a", 1);
        leave(client);
        for (int i = 0; i < 12; i++) {
            publish("a", "m" + i, 1);
        }
        assertThat(broker.counts().queueFull()).isEqualTo(2);
        Client again = kept("c");
        assertThat(again.peer().texts()).containsExactly("m0", "m1", "m2", "m3");
    }

    @Test
    void what_waits_for_all_clients_together_is_bounded_too() {
        for (int i = 0; i < 12; i++) {
            Client client = kept("c" + i);
            subscribe(client, "a", 1);
            leave(client);
        }
        publish("a", "x".repeat(10_000), 1);
        assertThat(broker.queuedBytes()).isLessThanOrEqualTo(100_000);
        assertThat(broker.counts().queueFull()).isEqualTo(3);
    }

    @Test
    void what_was_not_acknowledged_is_sent_again_in_its_order_under_its_identifiers() {
        Client client = kept("c");
        subscribe(client, "a", 2);
        publish("a", "qos1", 1);
        publish("a", "qos2", 2);
        publish("a", "released", 2);
        List<FakePeer.Sent> first = List.copyOf(client.peer().messages);
        client.session().received(first.get(2).packetId(), false);
        lose(client);
        Client again = kept("c");
        assertThat(again.peer().releases).containsExactly(first.get(2).packetId());
        assertThat(again.peer().messages)
                .extracting(FakePeer.Sent::packetId)
                .containsExactly(first.get(0).packetId(), first.get(1).packetId());
        assertThat(again.peer().messages).allMatch(FakePeer.Sent::again);
    }

    @Test
    void a_smaller_window_after_coming_back_is_respected() {
        Client client = kept("c");
        subscribe(client, "a", 1);
        for (int i = 0; i < 4; i++) {
            publish("a", "m" + i, 1);
        }
        lose(client);
        FakePeer peer = new FakePeer();
        ClientSession session =
                ((Clients.Entrance.Open) broker.connect(new Arrival("c", ANN, false, 600, null, peer))).session();
        session.resume(peer, 1);
        assertThat(peer.texts()).containsExactly("m0");
        session.acknowledged(peer.last().packetId(), 1);
        assertThat(peer.texts()).containsExactly("m0", "m1");
    }

    @Test
    void a_message_expires_while_it_waits() {
        Client client = kept("c");
        subscribe(client, "a", 1);
        leave(client);
        broker.publish(
                ANN, null, new Message("a", new byte[] {1}, 1, false, MessageProperties.NONE, clock.millis() + 5000));
        publish("a", "stays", 1);
        time.pass(Duration.ofSeconds(6));
        Client again = kept("c");
        assertThat(again.peer().texts()).containsExactly("stays");
        assertThat(broker.counts().expired()).isEqualTo(1);
    }

    @Test
    void a_session_ends_when_its_time_is_over() {
        Client client = connect("c", ANN, false, 60, null);
        subscribe(client, "a", 1);
        leave(client);
        time.pass(Duration.ofSeconds(59));
        assertThat(broker.sessions()).isEqualTo(1);
        time.pass(Duration.ofSeconds(2));
        assertThat(broker.sessions()).isZero();
        assertThat(broker.subscriptions()).isZero();
        assertThat(kept("c").present()).isFalse();
    }

    @Test
    void a_client_that_comes_back_stops_the_clock() {
        Client client = connect("c", ANN, false, 60, null);
        leave(client);
        time.pass(Duration.ofSeconds(50));
        connect("c", ANN, false, 60, null);
        time.pass(Duration.ofMinutes(10));
        assertThat(broker.sessions()).isEqualTo(1);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void a_clean_start_forgets_what_was_kept() {
        Client client = kept("c");
        subscribe(client, "a", 1);
        leave(client);
        publish("a", "forgotten", 1);
        Client again = connect("c");
        assertThat(again.present()).isFalse();
        assertThat(again.peer().messages).isEmpty();
        assertThat(broker.subscriptions()).isZero();
        assertThat(broker.queuedBytes()).isZero();
    }

    @Test
    void no_session_is_kept_longer_than_the_server_likes() {
        Client client = connect("c", ANN, false, 0xFFFF_FFFFL, null);
        leave(client);
        time.pass(Duration.ofMinutes(61));
        assertThat(broker.sessions()).isZero();
    }

    @Test
    void a_client_may_shorten_but_not_invent_the_life_of_its_session_when_it_leaves() {
        Client short_ = kept("s");
        assertThat(broker.keepAfterDisconnect(short_.session(), 0)).isTrue();
        leave(short_);
        assertThat(broker.sessions()).isZero();
        Client none = connect("n");
        assertThat(broker.keepAfterDisconnect(none.session(), 60)).isFalse();
    }

    @Test
    void a_second_connection_of_the_same_client_takes_over() {
        Client first = kept("c");
        subscribe(first, "a", 1);
        Client second = kept("c");
        assertThat(first.peer().endings).containsExactly(Reason.SESSION_TAKEN_OVER);
        lose(first);
        publish("a", "for the second", 1);
        assertThat(second.peer().texts()).containsExactly("for the second");
        assertThat(first.peer().messages).isEmpty();
    }

    @Test
    void nobody_takes_over_the_name_of_somebody_else() {
        Client client = kept("c");
        assertThat(refusal("c", BOB)).isEqualTo(Reason.CLIENT_ID_NOT_VALID);
        leave(client);
        assertThat(refusal("c", BOB)).isEqualTo(Reason.CLIENT_ID_NOT_VALID);
        assertThat(client.peer().endings).isEmpty();
    }

    @Test
    void there_are_only_so_many_sessions() {
        for (int i = 0; i < 50; i++) {
            connect("c" + i);
        }
        assertThat(refusal("more", ANN)).isEqualTo(Reason.SERVER_BUSY);
        connect("c7");
    }

    @Test
    void subscriptions_a_client_may_no_longer_have_end() {
        Client client = connect("c");
        subscribe(client, "a", 0);
        broker.recheck(ANN.owner());
        assertThat(client.session().filters()).containsExactly("a");
        assertThat(broker.sessionsOf(ANN.owner())).containsExactly(client.session());
        assertThat(broker.sessionsOf(BOB.owner())).isEmpty();
    }

    @Test
    void an_owner_who_is_not_wanted_any_more_loses_everything() {
        Client here = connect("here");
        Client away = kept("away");
        subscribe(away, "a", 1);
        leave(away);
        Client other = connect("other", BOB, true, 0, null);
        broker.expel(ANN.owner());
        assertThat(here.peer().endings).containsExactly(Reason.ADMINISTRATIVE_ACTION);
        assertThat(other.peer().endings).isEmpty();
        assertThat(broker.sessions()).isEqualTo(1);
        assertThat(broker.subscriptions()).isZero();
    }

    // --- wills ------------------------------------------------------------------------------------------------------

    private static Will will(String text, long delay) {
        return new Will(message("will", text, 1, false), delay);
    }

    private Client watcher() {
        Client watcher = connect("watcher");
        subscribe(watcher, "will", 1);
        return watcher;
    }

    @Test
    void d18_a_will_is_published_when_its_client_is_lost_and_not_when_it_leaves() {
        Client watcher = watcher();
        leave(connect("polite", ANN, true, 0, will("polite", 0)));
        assertThat(watcher.peer().messages).isEmpty();
        lose(connect("lost", ANN, true, 0, will("lost", 0)));
        assertThat(watcher.peer().texts()).containsExactly("lost");
    }

    @Test
    void a_will_is_published_when_its_client_is_taken_over() {
        Client watcher = watcher();
        connect("c", ANN, true, 0, will("first", 0));
        connect("c", ANN, true, 0, will("second", 0));
        assertThat(watcher.peer().texts()).containsExactly("first");
    }

    @Test
    void a_delayed_will_waits_and_is_forgotten_when_the_client_comes_back() {
        Client watcher = watcher();
        lose(connect("c", ANN, false, 600, will("c", 30)));
        time.pass(Duration.ofSeconds(20));
        Client back = connect("c", ANN, false, 600, will("c again", 30));
        time.pass(Duration.ofSeconds(60));
        assertThat(watcher.peer().messages).isEmpty();
        lose(back);
        time.pass(Duration.ofSeconds(31));
        assertThat(watcher.peer().texts()).containsExactly("c again");
    }

    @Test
    void a_delayed_will_does_not_outlive_its_session() {
        Client watcher = watcher();
        lose(connect("c", ANN, false, 10, will("c", 3000)));
        time.pass(Duration.ofSeconds(11));
        assertThat(watcher.peer().texts()).containsExactly("c");
        lose(connect("d", ANN, true, 0, will("d", 3000)));
        assertThat(watcher.peer().texts()).containsExactly("c", "d");
    }

    @Test
    void a_will_that_may_not_be_published_keeps_its_client_out() {
        Will bad = new Will(message("secret", "x", 0, false), 0);
        assertThat(broker.connect(new Arrival("c", ANN, true, 0, bad, new FakePeer())))
                .isEqualTo(new Clients.Entrance.Closed(Reason.NOT_AUTHORIZED));
        Will wild = new Will(message("a/#", "x", 0, false), 0);
        assertThat(broker.connect(new Arrival("c", ANN, true, 0, wild, new FakePeer())))
                .isEqualTo(new Clients.Entrance.Closed(Reason.TOPIC_NAME_INVALID));
    }

    // --- restart ----------------------------------------------------------------------------------------------------

    @Test
    void a_stop_disconnects_everybody_and_publishes_no_wills() {
        Client watcher = watcher();
        Client client = connect("c", ANN, true, 0, will("c", 0));
        broker.stop();
        assertThat(client.peer().endings).containsExactly(Reason.SERVER_SHUTTING_DOWN);
        assertThat(watcher.peer().messages).isEmpty();
        assertThat(refusal("new", ANN)).isEqualTo(Reason.SERVER_SHUTTING_DOWN);
    }

    @Test
    void what_was_kept_is_there_after_a_restart() {
        Client client = kept("c");
        subscribe(client, "a/#", 2);
        retain("r", "retained");
        publish("a/1", "sent", 2);
        publish("a/2", "released", 2);
        publish("a/3", "acknowledged", 1);
        List<FakePeer.Sent> sent = List.copyOf(client.peer().messages);
        client.session().received(sent.get(1).packetId(), false);
        client.session().acknowledged(sent.get(2).packetId(), 1);
        client.session().unreleased().add(42);
        leave(client);
        publish("a/4", "waiting", 1);

        broker = newBroker();
        broker.restore();
        publish("a/5", "after the restart", 1);
        Client again = kept("c");

        assertThat(again.present()).isTrue();
        assertThat(again.peer().texts()).containsExactly("sent", "waiting", "after the restart");
        assertThat(again.peer().messages.getFirst().again()).isTrue();
        assertThat(again.peer().messages.getFirst().packetId())
                .isEqualTo(sent.getFirst().packetId());
        assertThat(again.peer().releases).containsExactly(sent.get(1).packetId());
        assertThat(again.session().unreleased().holds(42)).isTrue();
        assertThat(broker.retainedMessages()).isEqualTo(1);
    }

    @Test
    void the_time_a_server_was_away_counts() {
        leave(connect("c", ANN, false, 60, null));
        time.pass(Duration.ofSeconds(50));
        broker = newBroker();
        broker.restore();
        time.pass(Duration.ofSeconds(9));
        assertThat(broker.sessions()).isEqualTo(1);
        time.pass(Duration.ofSeconds(2));
        assertThat(broker.sessions()).isZero();
        Broker next = newBroker();
        next.restore();
        assertThat(next.sessions()).isZero();
    }

    @Test
    void after_a_server_was_killed_the_time_begins_when_it_is_back() {
        connect("c", ANN, false, 60, null);
        time.pass(Duration.ofMinutes(10));
        broker = newBroker();
        broker.restore();
        time.pass(Duration.ofSeconds(59));
        assertThat(broker.sessions()).isEqualTo(1);
        time.pass(Duration.ofSeconds(2));
        assertThat(broker.sessions()).isZero();
    }

    @Test
    void after_a_restart_a_kept_name_still_belongs_to_its_owner() {
        leave(kept("c"));
        broker = newBroker();
        broker.restore();
        assertThat(refusal("c", BOB)).isEqualTo(Reason.CLIENT_ID_NOT_VALID);
        assertThat(kept("c").present()).isTrue();
    }

    @Test
    void a_message_that_could_not_be_stored_is_not_acknowledged() {
        Client client = kept("c");
        subscribe(client, "a", 1);
        store.fail();
        assertThat(publish("a", "lost?", 1)).isEqualTo(Reason.UNSPECIFIED);
    }

    @Test
    void a_message_is_acknowledged_when_the_server_itself_has_it_safe() {
        CompletableFuture<Void> safe = new CompletableFuture<>();
        Broker storing = new Broker(
                limits, new Open(), (from, session, message) -> Intake.Answer.taken(safe), store, time, clock);
        CompletableFuture<Reason> result =
                storing.publish(ANN, null, message("a", "x", 1, false)).toCompletableFuture();
        assertThat(result).isNotDone();
        safe.complete(null);
        assertThat(result).isCompletedWithValue(Reason.SUCCESS);
    }

    @Test
    void a_message_the_server_refuses_reaches_nobody() {
        Broker strict = new Broker(
                limits,
                new Open(),
                (from, session, message) -> Intake.Answer.refused(Reason.PAYLOAD_FORMAT_INVALID),
                store,
                time,
                clock);
        broker = strict;
        Client client = connect("c");
        subscribe(client, "a", 0);
        assertThat(publish("a", "x", 0)).isEqualTo(Reason.PAYLOAD_FORMAT_INVALID);
        assertThat(client.peer().messages).isEmpty();
    }
}
