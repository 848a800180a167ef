package dev.mynah.storage.sqlite;

import dev.mynah.storage.StorageException;
import dev.mynah.storage.StorageException.Reason;
import dev.mynah.storage.sql.ChangeInProgress;
import dev.mynah.storage.sql.OpenChange;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that changes the database. It takes what has queued up while it was busy as one transaction, so that the
 * wait for the disk is shared; each change stands on a savepoint and fails alone. Callers get their answers after the
 * commit, never before.
 */
final class Writer implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(Writer.class);

    private final Handle handle;
    private final Transaction transaction;
    private final ChangeQueue queue;
    private final ChangeInProgress inProgress;
    private final int most;
    private final Listener listener;

    /** @param most how many changes share a transaction at most */
    Writer(Handle handle, ChangeQueue queue, ChangeInProgress inProgress, int most, Listener listener)
            throws SQLException {
        this.handle = handle;
        this.transaction = new Transaction(handle.getConnection());
        this.queue = queue;
        this.inProgress = inProgress;
        this.most = most;
        this.listener = listener;
    }

    @Override
    public void run() {
        List<QueuedChange<?>> batch = queue.take(most);
        while (!batch.isEmpty()) {
            listener.begun();
            store(batch);
            batch.forEach(QueuedChange::answer);
            batch = queue.take(most);
        }
        close();
    }

    private void store(List<QueuedChange<?>> batch) {
        if (!together(batch)) {
            // One of them took the whole transaction down, or all of them were too much: each shall have its own
            // chance.
            batch.forEach(this::alone);
        }
        try {
            listener.committed(
                    (int) batch.stream().filter(change -> !change.failed()).count());
        } catch (RuntimeException defect) {
            log.error("Counting what was stored failed", defect);
        }
    }

    /** Whether everybody's outcome is settled. */
    private boolean together(List<QueuedChange<?>> batch) {
        if (batch.size() == 1) {
            return false;
        }
        try {
            transaction.begin();
            for (QueuedChange<?> change : batch) {
                transaction.beginChange();
                perform(change);
                if (change.failed()) {
                    transaction.undoChange();
                } else {
                    transaction.endChange();
                }
            }
            transaction.commit();
            return true;
        } catch (SQLException | RuntimeException | Error failed) {
            transaction.rollback();
            return false;
        }
    }

    private void alone(QueuedChange<?> change) {
        try {
            transaction.begin();
            perform(change);
            if (change.failed()) {
                transaction.rollback();
            } else {
                transaction.commit();
            }
        } catch (SQLException failed) {
            transaction.rollback();
            change.fail(SqliteFailures.FAILURES.of(failed));
        } catch (RuntimeException | Error defect) { // such as no memory left; nobody shall wait for ever
            transaction.rollback();
            change.fail(defect);
        }
    }

    private void perform(QueuedChange<?> change) {
        OpenChange open = new OpenChange(handle, SqliteFailures.FAILURES);
        try {
            change.run(new QueuedChange.Surroundings() {
                @Override
                public <R> R within(Supplier<R> work) {
                    return inProgress.within(open, work);
                }
            });
        } catch (Throwable thrown) {
            change.fail(thrown);
        } finally {
            // An interrupt meant for a caller must not reach the next change.
            Thread.interrupted();
        }
    }

    private void close() {
        try {
            transaction.close();
            handle.execute("PRAGMA optimize");
            handle.close();
        } catch (SQLException | RuntimeException failed) {
            log.warn("Closing the database failed; what was stored is safe", failed);
        }
    }

    /** Is told of the writer's work. */
    interface Listener {
        void begun();

        void committed(int changes);
    }

    static StorageException refused(ChangeQueue.Offer offer) {
        return switch (offer) {
            case FULL ->
                new StorageException(Reason.FULL, "Too many changes wait for the database; this one was refused");
            case CLOSED, ACCEPTED -> new StorageException(Reason.UNAVAILABLE, "The database is closed");
        };
    }
}
