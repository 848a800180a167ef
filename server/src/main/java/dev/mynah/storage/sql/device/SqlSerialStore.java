package dev.mynah.storage.sql.device;

import dev.mynah.provisioning.SealedSerial;
import dev.mynah.provisioning.SerialStore;
import dev.mynah.storage.sql.Sql;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Serial numbers and their sealed keys in SQL. Thread-safe. */
public final class SqlSerialStore implements SerialStore {
    private final Sql sql;

    public SqlSerialStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<SealedSerial> all() {
        return sql.read(handle -> handle.createQuery(
                        "SELECT serial, sealed_key, imported_at FROM device_serial ORDER BY serial")
                .map((row, context) ->
                        new SealedSerial(row.getString(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3))))
                .list());
    }

    @Override
    public void save(Collection<SealedSerial> serials) {
        if (serials.isEmpty()) {
            return;
        }
        sql.update(handle -> {
            try (PreparedBatch batch = handle.prepareBatch("""
                    INSERT INTO device_serial (serial, sealed_key, imported_at) VALUES (:serial, :key, :at)
                    ON CONFLICT (serial) DO UPDATE SET sealed_key = excluded.sealed_key, imported_at = excluded.imported_at""")) {
                serials.forEach(serial -> batch.bind("serial", serial.serial())
                        .bind("key", serial.sealedKey())
                        .bind("at", serial.importedAt().toEpochMilli())
                        .add());
                batch.execute();
            }
        });
    }

    @Override
    public void remove(String serial) {
        sql.update(handle -> handle.createUpdate("DELETE FROM device_serial WHERE serial = :serial")
                .bind("serial", serial)
                .execute());
    }
}
