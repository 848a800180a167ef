package dev.mynah.storage.sql.broker;

import dev.mynah.broker.BrokerStore;
import dev.mynah.storage.StorageException;
import dev.mynah.storage.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the broker keeps, in the database. Thread-safe. Changes are written by one thread, in their order, as many at once as
 * have come: the broker's event loops never wait for a disk. When too many wait for the database, further ones fail, and
 * what they belong to is not acknowledged.
 */
public final class SqlBrokerStore implements BrokerStore, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SqlBrokerStore.class);
    private static final int MAX_WAITING = 20_000;
    private static final int MAX_AT_ONCE = 500;
    private static final int MAX_TRIES = 5;
    private static final int STOP_SECONDS = 10;

    /** Follows everything that is still to be written. */
    private static final Waiting END = new Waiting(new Change.Unretained(""), new CompletableFuture<>());

    private final Sql sql;
    private final LinkedBlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private volatile boolean closing;

    private record Waiting(Change change, CompletableFuture<Void> written) {}

    /** @param threads makes the thread that writes */
    public SqlBrokerStore(Sql sql, ThreadFactory threads) {
        this.sql = sql;
        threads.newThread(this::writeUntilClosed).start();
    }

    @Override
    public Kept load() {
        return sql.read(KeptRows::load);
    }

    @Override
    public CompletionStage<Void> write(Change change) {
        Waiting one = new Waiting(change, new CompletableFuture<>());
        if (closing || !waiting.offer(one)) {
            one.written().completeExceptionally(new IllegalStateException("too much waits to be stored"));
        }
        return one.written();
    }

    /** How many changes wait. */
    public int waiting() {
        return waiting.size();
    }

    @SuppressWarnings("ReferenceEquality") // the end is this one thing, not one like it
    private static boolean isEnd(Waiting one) {
        return one == END;
    }

    private void writeUntilClosed() {
        List<Waiting> batch = new ArrayList<>();
        try {
            do {
                batch.clear();
                batch.add(waiting.take());
                waiting.drainTo(batch, MAX_AT_ONCE - 1);
                write(batch.stream().filter(one -> !isEnd(one)).toList());
            } while (batch.stream().noneMatch(SqlBrokerStore::isEnd));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            ended.complete(null);
        }
    }

    private void write(List<Waiting> batch) {
        for (int tries = 1; ; tries++) {
            try {
                sql.update(handle -> batch.forEach(one -> ChangedRows.apply(handle, one.change())));
                batch.forEach(one -> one.written().complete(null));
                return;
            } catch (StorageException failed) {
                if (tries == MAX_TRIES || closing) {
                    log.error("{} changes of MQTT sessions could not be stored", batch.size(), failed);
                    batch.forEach(one -> one.written().completeExceptionally(failed));
                    return;
                }
            }
        }
    }

    /** Writes what was given before, and ends. */
    @Override
    public void close() {
        closing = true;
        try {
            waiting.put(END);
            ended.get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            log.warn("What the broker keeps could not be written in time");
        }
    }
}
