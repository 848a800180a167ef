package dev.mynah.storage.sql.access;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.access.Actor;
import dev.mynah.access.AuditEntry;
import dev.mynah.access.AuditQuery;
import dev.mynah.access.AuditStore;
import dev.mynah.access.AuditSubject;
import dev.mynah.storage.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** The audit log in the database. Thread-safe. */
public final class SqlAuditStore implements AuditStore {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

    private final Sql sql;

    public SqlAuditStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public void append(Instant at, Actor who, String action, AuditSubject subject, Map<String, String> details) {
        sql.update(handle -> handle.createUpdate(
                        "INSERT INTO audit_entry (at, actor_kind, actor_id, actor_name, actor_address, action, subject,"
                                + " subject_name, details) VALUES (:at, :kind, :id, :name, :address, :action, :subject,"
                                + " :subject_name, :details)")
                .bind("at", at)
                .bind("kind", who.kind().name().toLowerCase(Locale.ROOT))
                .bind("id", who.id())
                .bind("name", who.name())
                .bind("address", who.address())
                .bind("action", action)
                .bind("subject", subject.id())
                .bind("subject_name", subject.name())
                .bind("details", written(details))
                .execute());
    }

    @Override
    public List<AuditEntry> page(AuditQuery query, @Nullable Long before, int most) {
        Map<String, Object> bound = new LinkedHashMap<>();
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        add(conditions, bound, "id < :before", "before", before);
        add(conditions, bound, "actor_id = :actor", "actor", query.actor());
        add(conditions, bound, "subject = :subject", "subject", query.subject());
        add(conditions, bound, "at >= :from", "from", query.from());
        add(conditions, bound, "at < :to", "to", query.to());
        String action = query.action();
        add(conditions, bound, "(action = :action OR action LIKE :below ESCAPE '!')", "action", action);
        if (action != null) {
            bound.put("below", action.replaceAll("[!%_]", "!$0") + ".%");
        }
        String where = String.join(" AND ", conditions);
        return sql.read(handle -> handle.createQuery(
                        "SELECT * FROM audit_entry WHERE " + where + " ORDER BY id DESC LIMIT :most")
                .bindMap(bound)
                .bind("most", most)
                .map(SqlAuditStore::entry)
                .list());
    }

    @Override
    public int removeBefore(Instant time, int most) {
        return sql.write(handle -> handle.createUpdate("DELETE FROM audit_entry WHERE id IN"
                        + " (SELECT id FROM audit_entry WHERE at < :time ORDER BY id LIMIT :most)")
                .bind("time", time)
                .bind("most", most)
                .execute());
    }

    private static void add(
            List<String> conditions, Map<String, Object> bound, String condition, String name, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            bound.put(name, value);
        }
    }

    private static AuditEntry entry(ResultSet row, StatementContext context) throws SQLException {
        Actor who = new Actor(
                Actor.Kind.valueOf(row.getString("actor_kind").toUpperCase(Locale.ROOT)),
                row.getString("actor_id"),
                row.getString("actor_name"),
                row.getString("actor_address"));
        return new AuditEntry(
                row.getLong("id"),
                Instant.ofEpochMilli(row.getLong("at")),
                who,
                row.getString("action"),
                new AuditSubject(row.getString("subject"), row.getString("subject_name")),
                read(row.getString("details")));
    }

    private static String written(Map<String, String> details) {
        try {
            return JSON.writeValueAsString(new TreeMap<>(details));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("texts can be written as JSON", e);
        }
    }

    private static Map<String, String> read(String details) throws SQLException {
        try {
            return JSON.readValue(details, DETAILS);
        } catch (JsonProcessingException e) {
            throw new SQLException("the details of an audit entry are no JSON", e);
        }
    }
}
