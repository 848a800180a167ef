package dev.mynah.storage.sql.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.conversation.TalkedWith;
import dev.mynah.conversation.Turn;
import dev.mynah.conversation.TurnStore;
import dev.mynah.conversation.TurnStore.Channel;
import dev.mynah.conversation.TurnStore.Position;
import dev.mynah.conversation.TurnStore.Wanted;
import dev.mynah.storage.sql.Sql;
import dev.mynah.storage.testing.OnEveryDatabase;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class SqlTurnStoreTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Wanted ANY = new Wanted(null, null, null, "");

    private final TurnStore store;

    SqlTurnStoreTest(Sql sql) {
        store = new SqlTurnStore(sql);
    }

    @Test
    void a_turn_is_kept_as_it_was() {
        Turn turn = turn("t1", "c1", 0, "what time is it", "It is noon.");

        store.add(channel("c1", "a", "u1"), turn);

        assertThat(store.turn("t1")).contains(turn);
        assertThat(store.turns("c1", 10)).containsExactly(turn);
        assertThat(store.conversation("c1"))
                .contains(new TalkedWith("c1", "a", "u1", "websocket", NOON, NOON, 1, "what time is it"));
    }

    @Test
    void a_conversation_grows_with_its_turns_and_begins_with_the_first_question_that_was_understood() {
        store.add(channel("c1", "a", null), turn("t1", "c1", 0, "", "Hello."));
        store.add(channel("c1", "a", null), turn("t2", "c1", 60, "tell me a joke", "No."));
        store.add(channel("c1", "a", null), turn("t3", "c1", 120, "please", "Well."));

        TalkedWith conversation = store.conversation("c1").orElseThrow();
        assertThat(conversation.turns()).isEqualTo(3);
        assertThat(conversation.preview()).isEqualTo("tell me a joke");
        assertThat(conversation.lastAt()).isEqualTo(NOON.plusSeconds(120));
        assertThat(store.turns("c1", 2)).extracting(Turn::id).containsExactly("t2", "t3");
    }

    @Test
    void lists_begin_with_the_latest_and_go_on_where_they_stopped() {
        for (int i = 0; i < 5; i++) {
            store.add(channel("c" + i, "a", null), turn("t" + i, "c" + i, i / 2, "q" + i, ""));
        }

        List<TalkedWith> first = store.conversations(ANY, null, 3);
        assertThat(first).extracting(TalkedWith::id).containsExactly("c4", "c3", "c2");
        TalkedWith last = first.getLast();
        assertThat(store.conversations(ANY, new Position(last.lastAt(), last.id()), 3))
                .extracting(TalkedWith::id)
                .containsExactly("c1", "c0");
    }

    @Test
    void lists_hold_what_is_wanted_only() {
        store.add(channel("c1", "a", "u1"), turn("t1", "c1", 0, "Was kostet 100%?", "Ein ÖL-Wechsel"));
        store.add(channel("c2", "b", "u2"), failed("t2", "c2", 1));

        assertThat(ids(new Wanted("u1", null, null, ""))).containsExactly("c1");
        assertThat(ids(new Wanted(null, "b", null, ""))).containsExactly("c2");
        assertThat(ids(new Wanted(null, null, Turn.Outcome.FAILED, ""))).containsExactly("c2");
        assertThat(ids(new Wanted(null, null, null, "öl-wechsel"))).containsExactly("c1");
        assertThat(ids(new Wanted(null, null, null, "100%"))).containsExactly("c1");
        assertThat(ids(new Wanted(null, null, null, "1%0"))).isEmpty();
        assertThat(ids(new Wanted(null, null, null, "_"))).isEmpty();
        assertThat(ids(new Wanted("u1", "b", null, ""))).isEmpty();
    }

    @Test
    void what_is_forgotten_is_gone_with_its_turns() {
        store.add(channel("c1", "a", null), turn("t1", "c1", 0, "x", "y"));

        assertThat(store.forget("c1")).isTrue();

        assertThat(store.forget("c1")).isFalse();
        assertThat(store.turn("t1")).isEmpty();
    }

    @Test
    void what_is_too_old_is_forgotten_and_a_conversation_that_went_on_stays() {
        store.add(channel("old", "a", null), turn("t1", "old", 0, "x", "y"));
        store.add(channel("long", "a", null), turn("t2", "long", 10, "x", "y"));
        store.add(channel("long", "a", null), turn("t3", "long", 1000, "x", "y"));

        assertThat(store.forgetBefore(NOON.plusSeconds(500))).isEqualTo(2);

        assertThat(ids(ANY)).containsExactly("long");
        assertThat(store.turns("long", 10)).extracting(Turn::id).containsExactly("t3");
    }

    private List<String> ids(Wanted wanted) {
        return store.conversations(wanted, null, 10).stream()
                .map(TalkedWith::id)
                .toList();
    }

    private static Channel channel(String id, String device, @Nullable String owner) {
        return new Channel(id, device, owner, "websocket");
    }

    private static Turn turn(String id, String conversation, int seconds, String heard, String said) {
        return new Turn(
                id,
                conversation,
                NOON.plusSeconds(seconds),
                Turn.Outcome.FINISHED,
                heard,
                said,
                "",
                List.of(new Turn.Span("model", 1.5, 20)),
                312.5,
                0.6,
                true,
                false);
    }

    private static Turn failed(String id, String conversation, int seconds) {
        return new Turn(
                id,
                conversation,
                NOON.plusSeconds(seconds),
                Turn.Outcome.FAILED,
                "hello",
                "",
                "No model gave an answer",
                List.of(),
                null,
                null,
                false,
                false);
    }
}
