package dev.mynah.storage.testing;

import dev.mynah.storage.StorageEvents;
import dev.mynah.storage.postgres.Address;
import dev.mynah.storage.postgres.PostgresDatabase;
import dev.mynah.storage.sql.Database;
import dev.mynah.storage.sqlite.SqliteDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** A database of one test class. Confined to the thread of the test run. */
final class TestDatabase implements AutoCloseable {
    private final Engine engine;
    private final Database database;
    private final @Nullable Path directory;

    private TestDatabase(Engine engine, Database database, @Nullable Path directory) {
        this.engine = engine;
        this.database = database;
        this.directory = directory;
    }

    static TestDatabase sqlite() {
        try {
            Path directory = Files.createTempDirectory("mynah-test-database");
            // Tests don't lose power.
            var options = new SqliteDatabase.Options(4_096, 256, SqliteDatabase.Synchronous.NORMAL);
            Database database = SqliteDatabase.open(
                    directory.resolve("mynah.db"),
                    options,
                    Thread.ofPlatform().daemon().factory(),
                    InstantSource.system(),
                    StorageEvents.NONE);
            return new TestDatabase(Engine.SQLITE, database, directory);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static TestDatabase postgres(Address address) {
        Database database = PostgresDatabase.open(
                address, Thread.ofPlatform().daemon().factory(), InstantSource.system(), StorageEvents.NONE);
        return new TestDatabase(Engine.POSTGRES, database, null);
    }

    Engine engine() {
        return engine;
    }

    Database database() {
        return database;
    }

    /** Leaves the tables and nothing in them. */
    void empty() {
        database.update(
                switch (engine) {
                    case SQLITE -> TestDatabase::emptySqlite;
                    case POSTGRES -> TestDatabase::emptyPostgres;
                });
    }

    @Override
    public void close() {
        database.close();
        if (directory != null) {
            delete(directory);
        }
    }

    private static void emptySqlite(Handle handle) {
        handle.execute("PRAGMA defer_foreign_keys = ON");
        handle.createQuery("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                        + " AND name NOT LIKE '%_fts%' AND name <> 'schema_history'")
                .mapTo(String.class)
                .list()
                .forEach(table -> handle.execute("DELETE FROM \"" + table + "\""));
    }

    private static void emptyPostgres(Handle handle) {
        List<String> tables = handle.createQuery("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
                        + " AND tablename <> 'schema_history'")
                .mapTo(String.class)
                .list();
        if (!tables.isEmpty()) {
            handle.execute("TRUNCATE \"" + String.join("\", \"", tables) + "\" RESTART IDENTITY CASCADE");
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(Objects.requireNonNull(file));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
