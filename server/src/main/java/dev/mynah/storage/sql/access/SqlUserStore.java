package dev.mynah.storage.sql.access;

import dev.mynah.access.PasswordHash;
import dev.mynah.access.Role;
import dev.mynah.access.User;
import dev.mynah.access.UserStore;
import dev.mynah.access.Username;
import dev.mynah.storage.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** Users in the database. Thread-safe. */
public final class SqlUserStore implements UserStore {
    private static final String SELECT = "SELECT * FROM person WHERE ";

    private final Sql sql;

    public SqlUserStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<User> find(String id) {
        return sql.read(handle -> handle.createQuery(SELECT + "id = :id")
                .bind("id", id)
                .map(SqlUserStore::user)
                .findOne());
    }

    @Override
    public Optional<User> named(String key) {
        return sql.read(handle -> handle.createQuery(SELECT + "name_key = :key")
                .bind("key", key)
                .map(SqlUserStore::user)
                .findOne());
    }

    @Override
    public List<User> page(@Nullable String after, String part, int most) {
        return sql.read(handle -> handle.createQuery(
                        SELECT + "name_key > :after AND name_key LIKE :part ESCAPE '!' ORDER BY name_key LIMIT :most")
                .bind("after", after == null ? "" : after)
                .bind("part", "%" + part.replaceAll("[!%_]", "!$0") + "%")
                .bind("most", most)
                .map(SqlUserStore::user)
                .list());
    }

    @Override
    public int reigningOwners() {
        return sql.read(handle -> handle.createQuery("SELECT count(*) FROM person WHERE role = :role AND disabled = 0")
                .bind("role", Role.OWNER.label())
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public void add(User user) {
        sql.update(handle -> bound(
                        handle.createUpdate(
                                "INSERT INTO person (id, name, name_key, role, password, disabled, created_at,"
                                        + " last_login_at, version) VALUES (:id, :name, :key, :role, :password, :disabled,"
                                        + " :created, :login, :version)"),
                        user)
                .bind("created", user.createdAt())
                .bindByType("login", user.lastLoginAt(), Instant.class)
                .execute());
    }

    @Override
    public boolean replace(User user) {
        return sql.write(handle -> bound(
                                handle.createUpdate("UPDATE person SET name = :name, name_key = :key, role = :role,"
                                        + " password = :password, disabled = :disabled, version = version + 1"
                                        + " WHERE id = :id AND version = :version"),
                                user)
                        .execute()
                == 1);
    }

    @Override
    public void loggedIn(String id, Instant at) {
        sql.update(handle -> handle.createUpdate("UPDATE person SET last_login_at = :at WHERE id = :id")
                .bind("at", at)
                .bind("id", id)
                .execute());
    }

    @Override
    public void remove(String id) {
        sql.update(handle -> handle.createUpdate("DELETE FROM person WHERE id = :id")
                .bind("id", id)
                .execute());
    }

    private static <S extends SqlStatement<S>> S bound(S statement, User user) {
        PasswordHash password = user.password();
        return statement
                .bind("id", user.id())
                .bind("name", user.name().shown())
                .bind("key", user.name().key())
                .bind("role", user.role().label())
                .bindByType("password", password == null ? null : password.encoded(), String.class)
                .bind("disabled", user.disabled())
                .bind("version", user.version());
    }

    private static User user(ResultSet row, StatementContext context) throws SQLException {
        String password = row.getString("password");
        String role = row.getString("role");
        return new User(
                row.getString("id"),
                new Username(row.getString("name"), row.getString("name_key")),
                Role.named(role).orElseThrow(() -> new SQLException("there is no role " + role)),
                password == null ? null : new PasswordHash(password),
                row.getInt("disabled") != 0,
                Instant.ofEpochMilli(row.getLong("created_at")),
                Times.optional(row, "last_login_at"),
                row.getLong("version"));
    }
}
