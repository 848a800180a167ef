package dev.mynah.storage.sqlite;

import dev.mynah.storage.StorageEvents;
import dev.mynah.storage.StorageException;
import dev.mynah.storage.sql.ChangeInProgress;
import dev.mynah.storage.sql.Database;
import dev.mynah.storage.sql.Migrations;
import dev.mynah.storage.sql.OpenChange;
import dev.mynah.storage.sql.Vendor;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/** A database in a file. Thread-safe; one process at a time, which the lock of the data directory sees to. */
public final class SqliteDatabase implements Database {
    static final Vendor VENDOR = new Vendor(
            "sqlite",
            Map.of("bytes", "BLOB", "identity", "INTEGER PRIMARY KEY AUTOINCREMENT"),
            "SELECT 1 FROM sqlite_master WHERE name = 'schema_history'");

    private static final int READERS = 3;

    /** How hard a commit presses the disk. */
    public enum Synchronous {
        /** Each commit waits for the disk: it outlives a loss of power. */
        FULL,
        /** Commits outlive the program but the last ones may not outlive a loss of power. */
        NORMAL
    }

    /**
     * @param waiting how many changes may wait; further ones are refused
     * @param batch how many changes share a transaction at most
     */
    public record Options(int waiting, int batch, Synchronous synchronous) {
        public static final Options DEFAULT = new Options(4_096, 256, Synchronous.FULL);
    }

    private final Path file;
    private final ChangeInProgress inProgress = new ChangeInProgress();
    private final AtomicInteger accepted = new AtomicInteger();
    private final ChangeQueue queue;
    private final Readers readers;
    private final Thread writer;
    private final StorageEvents events;

    private SqliteDatabase(Path file, Options options, ThreadFactory threads, InstantSource clock, StorageEvents events)
            throws SQLException {
        this.file = file;
        this.events = events;
        this.queue = new ChangeQueue(options.waiting());
        Connections connections = new Connections(file, options.synchronous());
        new Migrations(connections.source(), VENDOR).apply();
        this.readers = new Readers(connections, READERS, threads);
        this.writer = threads.newThread(
                new Writer(connections.writer(), queue, inProgress, options.batch(), new Counting(clock, events)));
        writer.start();
    }

    /**
     * Opens the file, which is made when it is missing, and brings it into this version's form.
     *
     * @param threads makes platform threads
     * @throws dev.mynah.storage.NewerDatabaseException when a newer program has changed it
     * @throws StorageException when it cannot be opened
     */
    public static SqliteDatabase open(
            Path file, Options options, ThreadFactory threads, InstantSource clock, StorageEvents events) {
        try {
            return new SqliteDatabase(file, options, threads, clock, events);
        } catch (SQLException failed) {
            throw SqliteFailures.FAILURES.of(failed);
        }
    }

    @Override
    public <T> T change(Supplier<T> work) {
        OpenChange around = inProgress.here();
        if (around != null) {
            return around.nested(work);
        }
        QueuedChange<T> change = new QueuedChange<>(work);
        ChangeQueue.Offer offer = queue.offer(change);
        if (offer != ChangeQueue.Offer.ACCEPTED) {
            throw told(Writer.refused(offer));
        }
        accepted.incrementAndGet();
        try {
            return change.await();
        } catch (StorageException failed) {
            throw told(failed);
        } finally {
            accepted.decrementAndGet();
        }
    }

    @Override
    public <T> T write(Function<Handle, T> work) {
        OpenChange around = inProgress.here();
        return around == null ? change(() -> write(work)) : around.use(work);
    }

    @Override
    public <T> T read(Function<Handle, T> work) {
        OpenChange around = inProgress.here();
        if (around != null) {
            return around.use(work);
        }
        try {
            return readers.read(work);
        } catch (StorageException failed) {
            throw told(failed);
        }
    }

    @Override
    public String description() {
        return "SQLite in " + file;
    }

    @Override
    public int waiting() {
        return accepted.get();
    }

    @Override
    public void check() {
        read(handle -> handle.createQuery("SELECT 1").mapTo(int.class).one());
    }

    @Override
    public void close() {
        queue.close();
        boolean interrupted = false;
        while (writer.isAlive()) {
            try {
                writer.join();
            } catch (InterruptedException e) {
                interrupted = true; // what was accepted is written whatever happens
            }
        }
        readers.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private StorageException told(StorageException failed) {
        events.failed(failed.reason());
        return failed;
    }

    private static final class Counting implements Writer.Listener {
        private final InstantSource clock;
        private final StorageEvents events;
        private java.time.Instant begun;

        Counting(InstantSource clock, StorageEvents events) {
            this.clock = clock;
            this.events = events;
            this.begun = clock.instant();
        }

        @Override
        public void begun() {
            begun = clock.instant();
        }

        @Override
        public void committed(int changes) {
            events.committed(changes, Duration.between(begun, clock.instant()));
        }
    }
}
