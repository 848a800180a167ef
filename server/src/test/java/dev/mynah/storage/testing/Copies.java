package dev.mynah.storage.testing;

import dev.mynah.storage.StorageEvents;
import dev.mynah.storage.postgres.Address;
import dev.mynah.storage.postgres.PostgresCopies;
import dev.mynah.storage.postgres.PostgresDatabase;
import dev.mynah.storage.postgres.PostgresReplacement;
import dev.mynah.storage.sql.Database;
import dev.mynah.storage.sql.DatabaseCopy;
import dev.mynah.storage.sqlite.SqliteCopies;
import dev.mynah.storage.sqlite.SqliteDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Places for databases that a test opens, copies and fills itself. Confined to one test. */
public final class Copies {
    private final Path directory;
    private final PostgresServer server;
    private final AtomicInteger count = new AtomicInteger();

    public Copies(Path directory, PostgresServer server) {
        this.directory = directory;
        this.server = server;
    }

    /** Where a database may be. */
    public interface Place extends AutoCloseable {
        /** Opens it as a server does. */
        Database open();

        DatabaseCopy copyOut();

        /** To fill it; it is in place once the place is opened. */
        DatabaseCopy copyIn() throws SQLException;

        @Override
        default void close() throws SQLException {}
    }

    /** A new place. */
    public Place place(Engine engine) {
        return switch (engine) {
            case SQLITE -> new FilePlace(directory.resolve("copied-" + count.incrementAndGet() + ".db"));
            case POSTGRES -> new ServerPlace(server.newDatabase());
        };
    }

    private record FilePlace(Path file) implements Place {
        @Override
        public Database open() {
            return SqliteDatabase.open(
                    file,
                    SqliteDatabase.Options.DEFAULT,
                    Thread.ofPlatform().daemon().factory(),
                    InstantSource.system(),
                    StorageEvents.NONE);
        }

        @Override
        public DatabaseCopy copyOut() {
            return SqliteCopies.copyOf(file);
        }

        @Override
        public DatabaseCopy copyIn() {
            return SqliteCopies.copyInto(file);
        }
    }

    private static final class ServerPlace implements Place {
        private final Address address;
        private @Nullable PostgresReplacement replacement;

        ServerPlace(Address address) {
            this.address = address;
        }

        @Override
        public Database open() {
            try {
                if (replacement != null) {
                    replacement.putInPlace("test");
                    replacement = null;
                }
            } catch (SQLException failed) {
                throw new IllegalStateException(failed);
            }
            return PostgresDatabase.open(
                    address, Thread.ofPlatform().daemon().factory(), InstantSource.system(), StorageEvents.NONE);
        }

        @Override
        public DatabaseCopy copyOut() {
            return PostgresCopies.copyOf(address);
        }

        @Override
        public DatabaseCopy copyIn() throws SQLException {
            replacement = new PostgresReplacement(address, "test");
            return replacement.copy();
        }

        @Override
        public void close() throws SQLException {
            if (replacement != null) {
                replacement.close();
            }
        }
    }
}
