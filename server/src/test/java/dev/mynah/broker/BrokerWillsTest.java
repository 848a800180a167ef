package dev.mynah.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Last words, and what a restart leaves. */
class BrokerWillsTest extends BrokerHarness {
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
