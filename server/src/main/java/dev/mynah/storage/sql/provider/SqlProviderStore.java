package dev.mynah.storage.sql.provider;

import dev.mynah.provider.Provider;
import dev.mynah.provider.ProviderStore;
import dev.mynah.storage.sql.Sql;
import dev.mynah.voice.provider.Stage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.Update;

/** Providers in a table, on either engine. Thread-safe; blocks. */
public final class SqlProviderStore implements ProviderStore {
    private final Sql sql;

    public SqlProviderStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public List<Provider> all() {
        return sql.read(handle -> handle.createQuery("SELECT * FROM provider ORDER BY place, id")
                .map((row, context) -> provider(row))
                .list());
    }

    @Override
    public Optional<Provider> find(String id) {
        return sql.read(handle -> handle.createQuery("SELECT * FROM provider WHERE id = :id")
                .bind("id", id)
                .map((row, context) -> provider(row))
                .findOne());
    }

    @Override
    public void add(Provider provider) {
        sql.update(handle -> bound(handle.createUpdate("""
                                INSERT INTO provider (id, name, base_url, uses, chat_model, recognition_model,
                                    speech_model, vision_model, voice, timeout_millis, enabled, place, sealed_key, version)
                                VALUES (:id, :name, :url, :uses, :chat, :recognition, :speech, :vision, :voice, :timeout,
                                    :enabled, :place, :key, :version)"""), provider).execute());
    }

    @Override
    public void replace(Provider provider) {
        sql.update(handle -> bound(handle.createUpdate("""
                                UPDATE provider SET name = :name, base_url = :url, uses = :uses, chat_model = :chat,
                                    recognition_model = :recognition, speech_model = :speech, vision_model = :vision, voice = :voice,
                                    timeout_millis = :timeout, enabled = :enabled, place = :place,
                                    sealed_key = :key, version = :version
                                WHERE id = :id"""), provider).execute());
    }

    @Override
    public boolean remove(String id) {
        return sql.write(handle -> handle.createUpdate("DELETE FROM provider WHERE id = :id")
                        .bind("id", id)
                        .execute()
                > 0);
    }

    private static Update bound(Update update, Provider provider) {
        Provider.Setup setup = provider.setup();
        return update.bind("id", provider.id())
                .bind("name", setup.name())
                .bind("url", setup.baseUrl())
                .bind("uses", provider.uses().stream().sorted().map(Stage::name).collect(Collectors.joining(",")))
                .bind("chat", setup.chatModel())
                .bind("recognition", setup.recognitionModel())
                .bind("speech", setup.speechModel())
                .bind("vision", setup.visionModel())
                .bind("voice", setup.voice())
                .bind("timeout", setup.timeout().toMillis())
                .bind("enabled", provider.enabled() ? 1 : 0)
                .bind("place", provider.place())
                .bind("key", provider.sealedKey())
                .bind("version", provider.version());
    }

    private static Provider provider(ResultSet row) throws SQLException {
        Provider.Setup setup = new Provider.Setup(
                row.getString("name"),
                row.getString("base_url"),
                row.getString("chat_model"),
                row.getString("recognition_model"),
                row.getString("speech_model"),
                row.getString("vision_model"),
                row.getString("voice"),
                Duration.ofMillis(row.getLong("timeout_millis")));
        return new Provider(
                row.getString("id"),
                setup,
                Arrays.stream(row.getString("uses").split(","))
                        .map(Stage::valueOf)
                        .collect(Collectors.toSet()),
                row.getInt("enabled") != 0,
                row.getInt("place"),
                row.getString("sealed_key"),
                row.getLong("version"));
    }
}
