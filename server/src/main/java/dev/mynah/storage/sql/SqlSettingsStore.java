package dev.mynah.storage.sql;

import dev.mynah.settings.SettingsStore;
import java.util.List;

/** Settings in a table. Thread-safe. */
public final class SqlSettingsStore implements SettingsStore {
    private final Sql sql;

    public SqlSettingsStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<Kept> all() {
        return sql.read(handle -> handle.createQuery("SELECT name, value, version FROM setting ORDER BY name")
                .map((row, context) -> new Kept(row.getString(1), row.getString(2), row.getLong(3)))
                .list());
    }

    @Override
    public void keep(Kept setting) {
        sql.update(handle -> handle.createUpdate("INSERT INTO setting (name, value, version)"
                        + " VALUES (:key, :value, :version)"
                        + " ON CONFLICT (name) DO UPDATE SET value = excluded.value, version = excluded.version")
                .bind("key", setting.key())
                .bind("value", setting.value())
                .bind("version", setting.version())
                .execute());
    }
}
