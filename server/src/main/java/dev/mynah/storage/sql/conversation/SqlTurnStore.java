package dev.mynah.storage.sql.conversation;

import dev.mynah.conversation.TalkedWith;
import dev.mynah.conversation.Turn;
import dev.mynah.conversation.TurnStore;
import dev.mynah.storage.sql.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Turns in tables, on either engine. Thread-safe; blocks. */
public final class SqlTurnStore implements TurnStore {
    private static final int PREVIEW = 200;

    private final Sql sql;

    public SqlTurnStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void add(Channel channel, Turn turn) {
        sql.update(handle -> {
            conversation(handle, channel, turn);
            insert(handle, turn);
        });
    }

    private static void conversation(Handle handle, Channel channel, Turn turn) {
        handle.createUpdate("""
                        INSERT INTO conversation
                            (id, device_id, owner_id, transport, started_at, last_at, turns, preview)
                        VALUES (:id, :device, :owner, :transport, :at, :at, 1, :preview)
                        ON CONFLICT (id) DO UPDATE SET
                            last_at = excluded.last_at,
                            turns = conversation.turns + 1,
                            preview = CASE WHEN conversation.preview = '' THEN excluded.preview
                                ELSE conversation.preview END""")
                .bind("id", channel.id())
                .bind("device", channel.deviceId())
                .bind("owner", channel.ownerId())
                .bind("transport", channel.transport())
                .bind("at", turn.at().toEpochMilli())
                .bind(
                        "preview",
                        turn.heard().substring(0, Math.min(PREVIEW, turn.heard().length())))
                .execute();
    }

    private static void insert(Handle handle, Turn turn) {
        handle.createUpdate("""
                        INSERT INTO turn (id, conversation_id, happened_at, outcome, heard, said, trouble, stages,
                            total_millis, server_millis, heard_sound, said_sound, words)
                        VALUES (:id, :conversation, :at, :outcome, :heard, :said, :trouble, :stages,
                            :total, :server, :heardSound, :saidSound, :words)""")
                .bind("id", turn.id())
                .bind("conversation", turn.conversationId())
                .bind("at", turn.at().toEpochMilli())
                .bind("outcome", turn.outcome().label())
                .bind("heard", turn.heard())
                .bind("said", turn.said())
                .bind("trouble", turn.trouble())
                .bind("stages", TurnRow.text(turn.stages()))
                .bind("total", turn.totalMillis())
                .bind("server", turn.serverMillis())
                .bind("heardSound", turn.heardSound() ? 1 : 0)
                .bind("saidSound", turn.saidSound() ? 1 : 0)
                .bind("words", (turn.heard() + "\n" + turn.said()).toLowerCase(Locale.ROOT))
                .execute();
    }

    @Override
    public List<TalkedWith> conversations(Wanted wanted, @Nullable Position after, int limit) {
        List<String> where = conditions(wanted);
        if (after != null) {
            where.add("(c.last_at < :lastAt OR (c.last_at = :lastAt AND c.id < :lastId))");
        }
        String all = where.isEmpty() ? "" : " WHERE " + String.join(" AND ", where);
        return sql.read(handle -> {
            Query query = handle.createQuery(
                            "SELECT c.* FROM conversation c" + all + " ORDER BY c.last_at DESC, c.id DESC LIMIT :limit")
                    .bind("limit", limit);
            bind(query, wanted);
            if (after != null) {
                query.bind("lastAt", after.lastAt().toEpochMilli()).bind("lastId", after.id());
            }
            return query.map((row, context) -> TurnRow.conversation(row)).list();
        });
    }

    private static List<String> conditions(Wanted wanted) {
        List<String> where = new ArrayList<>();
        if (wanted.ownerId() != null) {
            where.add("c.owner_id = :owner");
        }
        if (wanted.deviceId() != null) {
            where.add("c.device_id = :device");
        }
        List<String> turns = new ArrayList<>();
        if (wanted.outcome() != null) {
            turns.add("t.outcome = :outcome");
        }
        if (!wanted.words().isEmpty()) {
            turns.add("t.words LIKE :words ESCAPE '!'");
        }
        if (!turns.isEmpty()) {
            where.add("EXISTS (SELECT 1 FROM turn t WHERE t.conversation_id = c.id AND " + String.join(" AND ", turns)
                    + ")");
        }
        return where;
    }

    private static void bind(Query query, Wanted wanted) {
        if (wanted.ownerId() != null) {
            query.bind("owner", wanted.ownerId());
        }
        if (wanted.deviceId() != null) {
            query.bind("device", wanted.deviceId());
        }
        Turn.Outcome outcome = wanted.outcome();
        if (outcome != null) {
            query.bind("outcome", outcome.label());
        }
        if (!wanted.words().isEmpty()) {
            query.bind("words", "%" + wanted.words().toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%");
        }
    }

    @Override
    public Optional<TalkedWith> conversation(String id) {
        return sql.read(handle -> handle.createQuery("SELECT * FROM conversation WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> TurnRow.conversation(row))
                .findOne());
    }

    @Override
    public List<Turn> turns(String conversationId, int limit) {
        return sql.read(handle -> handle.createQuery("""
                        SELECT * FROM turn WHERE conversation_id = :id
                        ORDER BY happened_at DESC, id DESC LIMIT :limit""")
                        .bind("id", conversationId)
                        .bind("limit", limit)
                        .map((row, context) -> TurnRow.turn(row))
                        .list())
                .reversed();
    }

    @Override
    public Optional<Turn> turn(String id) {
        return sql.read(handle -> handle.createQuery("SELECT * FROM turn WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> TurnRow.turn(row))
                .findOne());
    }

    @Override
    public boolean forget(String conversationId) {
        return sql.write(handle -> handle.createUpdate("DELETE FROM conversation WHERE id = :id")
                        .bind("id", conversationId)
                        .execute()
                > 0);
    }

    @Override
    public int forgetBefore(Instant oldest) {
        return sql.write(handle -> {
            int turns = handle.createUpdate("DELETE FROM turn WHERE happened_at < :oldest")
                    .bind("oldest", oldest.toEpochMilli())
                    .execute();
            handle.createUpdate("DELETE FROM conversation WHERE last_at < :oldest")
                    .bind("oldest", oldest.toEpochMilli())
                    .execute();
            return turns;
        });
    }
}
