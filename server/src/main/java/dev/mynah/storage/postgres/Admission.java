package dev.mynah.storage.postgres;

import dev.mynah.storage.StorageException;
import dev.mynah.storage.StorageException.Reason;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets callers to the database in the order they came, as many as there are connections; the others wait, but neither for
 * ever nor in any number. So a connection is there for everybody who is let in, and one that cannot be had means that the
 * database is away, not that it is busy. Thread-safe.
 */
final class Admission {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition left = lock.newCondition();
    private final int capacity;
    private final int places;
    private int admitted;
    private int inside;
    private boolean closed;

    /**
     * @param capacity most callers at once, the waiting ones included
     * @param places most that are let in at once
     */
    Admission(int capacity, int places) {
        this.capacity = capacity;
        this.places = places;
    }

    <T> T during(Supplier<T> work) {
        enter();
        try {
            return work.get();
        } finally {
            leave();
        }
    }

    /** How many wait or are inside. */
    int admitted() {
        lock.lock();
        try {
            return admitted;
        } finally {
            lock.unlock();
        }
    }

    /** Admits no more, and waits for those that were. */
    void close() {
        lock.lock();
        try {
            closed = true;
            while (admitted > 0) {
                left.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void enter() {
        lock.lock();
        try {
            if (closed) {
                throw new StorageException(Reason.UNAVAILABLE, "The database is closed");
            }
            if (admitted >= capacity) {
                throw new StorageException(Reason.FULL, "Too many callers wait for the database; this one was refused");
            }
            admitted++;
            boolean in = false;
            try {
                awaitPlace();
                inside++;
                in = true;
            } finally {
                admitted -= in ? 0 : 1;
            }
        } finally {
            lock.unlock();
        }
    }

    private void awaitPlace() {
        try {
            long patience = PATIENCE;
            while (inside >= places && patience > 0) {
                patience = left.awaitNanos(patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            left.signalAll(); // who closes waits for this one too
            throw new StorageException(Reason.UNAVAILABLE, "The caller was told to stop while it waited", e);
        }
        if (inside >= places) {
            left.signalAll();
            throw new StorageException(Reason.FULL, "The database is too busy; the caller waited in vain");
        }
    }

    private void leave() {
        lock.lock();
        try {
            admitted--;
            inside--;
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
