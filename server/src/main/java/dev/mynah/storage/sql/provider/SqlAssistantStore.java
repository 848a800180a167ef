package dev.mynah.storage.sql.provider;

import dev.mynah.assistant.persona.Assistant;
import dev.mynah.assistant.persona.AssistantStore;
import dev.mynah.storage.sql.Sql;
import java.time.Instant;
import java.util.List;

/** Assistants in a table, on either engine. Thread-safe; blocks. */
public final class SqlAssistantStore implements AssistantStore {
    private final Sql sql;

    public SqlAssistantStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<Assistant> all() {
        return sql.read(handle -> handle.createQuery("SELECT * FROM assistant ORDER BY name, id")
                .map((row, context) -> new Assistant(
                        row.getString("id"),
                        row.getString("name"),
                        row.getString("prompt"),
                        row.getString("language"),
                        row.getInt("preferred") != 0,
                        Instant.ofEpochMilli(row.getLong("changed_at")),
                        row.getLong("version")))
                .list());
    }

    @Override
    public void put(Assistant assistant) {
        sql.update(handle -> handle.createUpdate("""
                        INSERT INTO assistant (id, name, prompt, language, preferred, changed_at, version)
                        VALUES (:id, :name, :prompt, :language, :preferred, :changed, :version)
                        ON CONFLICT (id) DO UPDATE SET name = excluded.name, prompt = excluded.prompt,
                            language = excluded.language, preferred = excluded.preferred,
                            changed_at = excluded.changed_at, version = excluded.version""")
                .bind("id", assistant.id())
                .bind("name", assistant.name())
                .bind("prompt", assistant.prompt())
                .bind("language", assistant.language())
                .bind("preferred", assistant.preferred() ? 1 : 0)
                .bind("changed", assistant.changedAt().toEpochMilli())
                .bind("version", assistant.version())
                .execute());
    }

    @Override
    public boolean remove(String id) {
        return sql.write(handle -> handle.createUpdate("DELETE FROM assistant WHERE id = :id")
                        .bind("id", id)
                        .execute()
                > 0);
    }
}
