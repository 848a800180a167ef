package dev.mynah.storage.sql.device;

import dev.mynah.device.Group;
import dev.mynah.device.GroupStore;
import dev.mynah.storage.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.Update;

/** Groups of devices in SQL. Thread-safe. */
public final class SqlGroupStore implements GroupStore {
    private final Sql sql;

    public SqlGroupStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<Group> all() {
        return sql.read(handle -> handle.createQuery("SELECT * FROM device_group ORDER BY id")
                .map((row, context) -> group(row))
                .list());
    }

    @Override
    public Optional<Group> find(String id) {
        return sql.read(handle -> handle.createQuery("SELECT * FROM device_group WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> group(row))
                .findOne());
    }

    @Override
    public boolean save(Group group, long expected) {
        String statement = expected == 0
                ? "INSERT INTO device_group (id, name, description, owner_id, created_at, version)"
                        + " VALUES (:id, :name, :description, :owner_id, :created_at, :version) ON CONFLICT (id) DO NOTHING"
                : "UPDATE device_group SET name = :name, description = :description, owner_id = :owner_id,"
                        + " version = :version WHERE id = :id AND version = :expected";
        return sql.write(handle -> {
            Update update = handle.createUpdate(statement)
                    .bind("id", group.id())
                    .bind("name", group.name())
                    .bind("description", group.description())
                    .bind("owner_id", group.ownerId())
                    .bind("version", group.version());
            Update whole = expected == 0
                    ? update.bind("created_at", group.createdAt().toEpochMilli())
                    : update.bind("expected", expected);
            return whole.execute() == 1;
        });
    }

    @Override
    public void remove(String id) {
        sql.update(handle -> handle.createUpdate("DELETE FROM device_group WHERE id = :id")
                .bind("id", id)
                .execute());
    }

    private static Group group(ResultSet row) throws SQLException {
        return new Group(
                row.getString("id"),
                row.getString("name"),
                row.getString("description"),
                row.getString("owner_id"),
                Instant.ofEpochMilli(row.getLong("created_at")),
                row.getLong("version"));
    }
}
