package dev.mynah.storage.sql.access;

import dev.mynah.access.ApiKey;
import dev.mynah.access.ApiKeyStore;
import dev.mynah.access.Permission;
import dev.mynah.storage.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** API keys in the database. Thread-safe. */
public final class SqlApiKeyStore implements ApiKeyStore {
    private final Sql sql;

    public SqlApiKeyStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<ApiKey> find(String id) {
        return sql.read(handle -> handle.createQuery("SELECT * FROM api_key WHERE id = :id")
                .bind("id", id)
                .map(SqlApiKeyStore::key)
                .findOne());
    }

    @Override
    public List<ApiKey> page(@Nullable String userId, @Nullable String after, int most) {
        String whose = userId == null ? "" : " AND person_id = :person";
        return sql.read(handle -> {
            var query = handle.createQuery(
                            "SELECT * FROM api_key WHERE id > :after" + whose + " ORDER BY id LIMIT :most")
                    .bind("after", after == null ? "" : after)
                    .bind("most", most);
            if (userId != null) {
                query.bind("person", userId);
            }
            return query.map(SqlApiKeyStore::key).list();
        });
    }

    @Override
    public int countOf(String userId) {
        return sql.read(handle -> handle.createQuery("SELECT count(*) FROM api_key WHERE person_id = :person")
                .bind("person", userId)
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public void add(ApiKey key) {
        sql.update(handle -> handle.createUpdate(
                        "INSERT INTO api_key (id, person_id, name, prefix, hash, scopes, created_at, expires_at,"
                                + " last_used_at) VALUES (:id, :person, :name, :prefix, :hash, :scopes, :created,"
                                + " :expires, :used)")
                .bind("id", key.id())
                .bind("person", key.userId())
                .bind("name", key.name())
                .bind("prefix", key.prefix())
                .bind("hash", key.hash())
                .bind(
                        "scopes",
                        key.scopes().stream().map(Permission::label).sorted().collect(Collectors.joining(" ")))
                .bind("created", key.createdAt())
                .bindByType("expires", key.expiresAt(), Instant.class)
                .bindByType("used", key.lastUsedAt(), Instant.class)
                .execute());
    }

    @Override
    public void used(String id, Instant at) {
        sql.update(handle -> handle.createUpdate("UPDATE api_key SET last_used_at = :at WHERE id = :id")
                .bind("at", at)
                .bind("id", id)
                .execute());
    }

    @Override
    public boolean remove(String id) {
        return sql.write(handle -> handle.createUpdate("DELETE FROM api_key WHERE id = :id")
                        .bind("id", id)
                        .execute()
                == 1);
    }

    private static ApiKey key(ResultSet row, StatementContext context) throws SQLException {
        return new ApiKey(
                row.getString("id"),
                row.getString("person_id"),
                row.getString("name"),
                row.getString("prefix"),
                row.getString("hash"),
                scopes(row.getString("scopes")),
                Instant.ofEpochMilli(row.getLong("created_at")),
                Times.optional(row, "expires_at"),
                Times.optional(row, "last_used_at"));
    }

    /** A scope this version does not know gives nothing. */
    private static Set<Permission> scopes(String labels) {
        Set<Permission> scopes = EnumSet.noneOf(Permission.class);
        for (String label : labels.split(" ")) {
            Permission.named(label).ifPresent(scopes::add);
        }
        return scopes;
    }
}
