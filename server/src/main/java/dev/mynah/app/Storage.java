package dev.mynah.app;

import dev.mynah.config.Configuration;
import dev.mynah.config.DatabaseSettings;
import dev.mynah.config.Secret;
import dev.mynah.observability.StorageMetrics;
import dev.mynah.storage.postgres.Address;
import dev.mynah.storage.postgres.PostgresDatabase;
import dev.mynah.storage.sql.Database;
import dev.mynah.storage.sql.Migrations;
import dev.mynah.storage.sqlite.SqliteDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.SortedSet;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** The database that the configuration names, open. Thread-safe. */
final class Storage implements AutoCloseable {
    private static final String FILE = "mynah.db";

    private final Database database;

    private Storage(Database database) {
        this.database = database;
    }

    /**
     * Opens the database and brings it into this version's form. The data directory is held by this process.
     *
     * @throws dev.mynah.storage.StorageException when it cannot be opened
     * @throws dev.mynah.storage.NewerDatabaseException when a newer version has changed it
     */
    static Storage open(Configuration configuration, InstantSource clock, MeterRegistry metrics) {
        StorageMetrics events = new StorageMetrics(metrics);
        ThreadFactory threads =
                Thread.ofPlatform().name("database-", 0).daemon().factory();
        Address address = address(configuration.database());
        Database database = address == null
                ? SqliteDatabase.open(
                        file(configuration.data()), SqliteDatabase.Options.DEFAULT, threads, clock, events)
                : PostgresDatabase.open(address, threads, clock, events);
        metrics.gauge("mynah.storage.waiting", database, Database::waiting);
        return new Storage(database);
    }

    /** The migrations this program knows. */
    static SortedSet<Integer> knownForm() {
        return Migrations.known();
    }

    /** The file of the embedded database. */
    static Path file(Path data) {
        return data.resolve(FILE);
    }

    /** The PostgreSQL database that is meant; null for the embedded one. */
    static @Nullable Address address(DatabaseSettings settings) {
        Secret url = settings.url();
        Secret password = settings.password();
        return url == null ? null : new Address(url.value(), settings.user(), password == null ? "" : password.value());
    }

    Database database() {
        return database;
    }

    /**
     * Whether the database gives a sign of life.
     *
     * @throws dev.mynah.storage.StorageException when it does not; the message says why
     */
    boolean answers() {
        database.check();
        return true;
    }

    /** Stores what was accepted, and closes. Idempotent. */
    @Override
    public void close() {
        database.close();
    }
}
