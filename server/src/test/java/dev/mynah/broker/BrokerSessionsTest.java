package dev.mynah.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.mqtt.packet.MessageProperties;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is kept for clients that are away, for how long, and whose it is. */
class BrokerSessionsTest extends BrokerHarness {
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
}
