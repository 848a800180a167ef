package dev.mynah.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.mqtt.packet.MessageProperties;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who gets which message, and how often. */
class BrokerTest extends BrokerHarness {

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
}
