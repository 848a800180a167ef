package dev.mynah.storage.sqlite;

import dev.mynah.storage.StorageException;
import dev.mynah.storage.StorageException.Reason;
import dev.mynah.storage.sql.Failures;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;

/**
 * A few connections that read beside the writer, each on a platform thread: SQLite's native calls would hold the carrier of
 * a virtual one. Each read sees one state of the database. Thread-safe.
 */
final class Readers implements AutoCloseable {
    private static final int WAITING = 4_096;
    private static final int CLOSE_SECONDS = 10;

    private final Connections connections;
    private final ThreadPoolExecutor threads;
    private final ScopedValue<Handle> reading = ScopedValue.newInstance();
    private final BlockingQueue<Handle> idle = new LinkedBlockingQueue<>();

    Readers(Connections connections, int size, ThreadFactory factory) {
        this.connections = connections;
        this.threads =
                new ThreadPoolExecutor(size, size, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), factory);
    }

    <T> T read(Function<Handle, T> work) {
        if (reading.isBound()) {
            return work.apply(reading.get());
        }
        try {
            return CompletableFuture.supplyAsync(() -> inOneState(work), threads)
                    .join();
        } catch (RejectedExecutionException refused) {
            throw threads.isShutdown()
                    ? Writer.refused(ChangeQueue.Offer.CLOSED)
                    : new StorageException(Reason.FULL, "Too many reads wait for the database; this one was refused");
        } catch (CompletionException wrapped) {
            throw QueuedChange.unwrapped(wrapped);
        }
    }

    /** Waits for the reads that have begun. */
    @Override
    public void close() {
        threads.shutdown();
        try {
            if (!threads.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                return; // A read that never ends keeps its connection; the file does not mind.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Handle handle = idle.poll(); handle != null; handle = idle.poll()) {
            handle.close();
        }
    }

    private <T> T inOneState(Function<Handle, T> work) {
        Failures failures = SqliteFailures.FAILURES;
        Handle handle = borrowed();
        boolean sound = false;
        try {
            handle.execute("BEGIN");
            T result = ScopedValue.where(reading, handle).call(() -> work.apply(handle));
            handle.execute("COMMIT");
            sound = true;
            return result;
        } catch (RuntimeException failure) {
            throw failures.translated(failure);
        } finally {
            if (sound) {
                idle.add(handle);
            } else {
                handle.close(); // rolls back; a fresh connection is cheap
            }
        }
    }

    private Handle borrowed() {
        Handle handle = idle.poll();
        if (handle != null) {
            return handle;
        }
        try {
            return connections.reader();
        } catch (SQLException failed) {
            throw SqliteFailures.FAILURES.of(failed);
        }
    }
}
