package dev.mynah.storage.sql.device;

import dev.mynah.device.Device;
import dev.mynah.device.DeviceStore;
import dev.mynah.protocol.DeviceId;
import dev.mynah.storage.sql.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Devices in SQL. Thread-safe. */
public final class SqlDeviceStore implements DeviceStore {
    private static final String INSERT = """
            INSERT INTO device (id, name, owner_id, assistant_id, transport, notes, client_id, token_id, previous_token_id,
                rotated_at, bound_at, serial, board, chip, firmware, language, hardware, seen_at, seen_transport, left_for,
                used_token_id, created_at, version)
            VALUES (:id, :name, :owner_id, :assistant_id, :transport, :notes, :client_id, :token_id, :previous_token_id,
                :rotated_at, :bound_at, :serial, :board, :chip, :firmware, :language, :hardware, :seen_at, :seen_transport,
                :left_for, :used_token_id, :created_at, :version)
            ON CONFLICT (id) DO NOTHING""";
    private static final String UPDATE = """
            UPDATE device SET name = :name, owner_id = :owner_id, assistant_id = :assistant_id, transport = :transport,
                notes = :notes, client_id = :client_id, token_id = :token_id, previous_token_id = :previous_token_id,
                rotated_at = :rotated_at, bound_at = :bound_at, serial = :serial, version = :version
            WHERE id = :id AND version = :expected""";
    private static final String REPORT = """
            UPDATE device SET board = :board, chip = :chip, firmware = :firmware, language = :language,
                hardware = :hardware, seen_at = :seen_at, seen_transport = :seen_transport, left_for = :left_for,
                used_token_id = :used_token_id
            WHERE id = :id""";

    private final Sql sql;

    public SqlDeviceStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<Device> all() {
        return sql.read(handle -> {
            Map<String, List<String>> groups = new HashMap<>();
            handle.createQuery("SELECT device_id, group_id FROM device_group_member")
                    .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                    .forEach(member -> groups.computeIfAbsent(member.getKey(), first -> new ArrayList<>())
                            .add(member.getValue()));
            return handle.createQuery("SELECT * FROM device")
                    .map((row, context) -> DeviceRows.read(row))
                    .map(device -> in(device, groups.getOrDefault(device.id().mac(), List.of())))
                    .list();
        });
    }

    @Override
    public Optional<Device> find(DeviceId id) {
        return sql.read(handle -> handle.createQuery("SELECT * FROM device WHERE id = :id")
                .bind("id", id.mac())
                .map((row, context) -> DeviceRows.read(row))
                .findOne()
                .map(device -> in(device, groups(handle, id))));
    }

    @Override
    public boolean save(Device device, long expected) {
        return sql.write(handle -> {
            int rows = expected == 0
                    ? handle.createUpdate(INSERT)
                            .bindMap(DeviceRows.whole(device))
                            .execute()
                    : handle.createUpdate(UPDATE)
                            .bindMap(DeviceRows.whole(device))
                            .bind("expected", expected)
                            .execute();
            if (rows == 1) {
                putIntoGroups(handle, device);
            }
            return rows == 1;
        });
    }

    @Override
    public void met(Collection<Device> devices) {
        batch(INSERT, devices);
    }

    @Override
    public void reported(Collection<Device> devices) {
        batch(REPORT, devices);
    }

    @Override
    public boolean remove(DeviceId id, long expected) {
        return sql.write(handle -> handle.createUpdate("DELETE FROM device WHERE id = :id AND version = :expected")
                        .bind("id", id.mac())
                        .bind("expected", expected)
                        .execute()
                == 1);
    }

    private void batch(String statement, Collection<Device> devices) {
        if (devices.isEmpty()) {
            return;
        }
        sql.update(handle -> {
            try (PreparedBatch batch = handle.prepareBatch(statement)) {
                devices.forEach(
                        device -> batch.bindMap(DeviceRows.whole(device)).add());
                batch.execute();
            }
        });
    }

    /** A group that was removed meanwhile takes nobody in. */
    private static void putIntoGroups(Handle handle, Device device) {
        handle.createUpdate("DELETE FROM device_group_member WHERE device_id = :id")
                .bind("id", device.id().mac())
                .execute();
        for (String group : device.arrangement().groups()) {
            handle.createUpdate("INSERT INTO device_group_member (device_id, group_id)"
                            + " SELECT :id, id FROM device_group WHERE id = :group")
                    .bind("id", device.id().mac())
                    .bind("group", group)
                    .execute();
        }
    }

    private static List<String> groups(Handle handle, DeviceId id) {
        return handle.createQuery("SELECT group_id FROM device_group_member WHERE device_id = :id")
                .bind("id", id.mac())
                .mapTo(String.class)
                .list();
    }

    private static Device in(Device device, List<String> groups) {
        return groups.isEmpty() ? device : device.with(device.arrangement().in(groups));
    }
}
