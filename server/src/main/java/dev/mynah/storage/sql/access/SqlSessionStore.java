package dev.mynah.storage.sql.access;

import dev.mynah.access.LoginSession;
import dev.mynah.access.SessionStore;
import dev.mynah.storage.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Logins in the database. Thread-safe. */
public final class SqlSessionStore implements SessionStore {
    private final Sql sql;

    public SqlSessionStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<LoginSession> find(String id) {
        return sql.read(handle -> handle.createQuery("SELECT * FROM login_session WHERE id = :id")
                .bind("id", id)
                .map(SqlSessionStore::session)
                .findOne());
    }

    @Override
    public List<LoginSession> of(String userId) {
        return sql.read(handle -> handle.createQuery(
                        "SELECT * FROM login_session WHERE person_id = :person ORDER BY created_at DESC, id DESC")
                .bind("person", userId)
                .map(SqlSessionStore::session)
                .list());
    }

    @Override
    public void add(LoginSession session) {
        sql.update(handle -> handle.createUpdate(
                        "INSERT INTO login_session (id, person_id, cookie_hash, generation, created_at, refreshed_at,"
                                + " used_at, address, agent) VALUES (:id, :person, :cookie, :generation, :created,"
                                + " :refreshed, :used, :address, :agent)")
                .bind("id", session.id())
                .bind("person", session.userId())
                .bind("cookie", session.cookieHash())
                .bind("generation", session.generation())
                .bind("created", session.createdAt())
                .bind("refreshed", session.refreshedAt())
                .bind("used", session.usedAt())
                .bind("address", session.address())
                .bind("agent", session.agent())
                .execute());
    }

    @Override
    public boolean refresh(String id, int generation, Instant at) {
        return sql.write(handle -> handle.createUpdate(
                                "UPDATE login_session SET generation = generation + 1, refreshed_at = :at, used_at ="
                                        + " CASE WHEN used_at < :at THEN :at ELSE used_at END"
                                        + " WHERE id = :id AND generation = :generation")
                        .bind("at", at)
                        .bind("id", id)
                        .bind("generation", generation)
                        .execute()
                == 1);
    }

    @Override
    public void used(String id, Instant at) {
        sql.update(
                handle -> handle.createUpdate("UPDATE login_session SET used_at = :at WHERE id = :id AND used_at < :at")
                        .bind("at", at)
                        .bind("id", id)
                        .execute());
    }

    @Override
    public boolean remove(String id) {
        return sql.write(handle -> handle.createUpdate("DELETE FROM login_session WHERE id = :id")
                        .bind("id", id)
                        .execute()
                == 1);
    }

    @Override
    public int removeOf(String userId, @Nullable String except) {
        return sql.write(
                handle -> handle.createUpdate("DELETE FROM login_session WHERE person_id = :person AND id <> :except")
                        .bind("person", userId)
                        .bind("except", except == null ? "" : except)
                        .execute());
    }

    @Override
    public int removeOlder(Instant begun, Instant used) {
        return sql.write(
                handle -> handle.createUpdate("DELETE FROM login_session WHERE created_at < :begun OR used_at < :used")
                        .bind("begun", begun)
                        .bind("used", used)
                        .execute());
    }

    private static LoginSession session(ResultSet row, StatementContext context) throws SQLException {
        return new LoginSession(
                row.getString("id"),
                row.getString("person_id"),
                row.getString("cookie_hash"),
                row.getInt("generation"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Instant.ofEpochMilli(row.getLong("refreshed_at")),
                Instant.ofEpochMilli(row.getLong("used_at")),
                row.getString("address"),
                row.getString("agent"));
    }
}
