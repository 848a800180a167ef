package dev.mynah.storage.postgres;

import dev.mynah.storage.StorageException;
import dev.mynah.storage.StorageException.Reason;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Lets so many callers to the database, the waiting ones included, and at the end none. Thread-safe. */
final class Admission {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition left = lock.newCondition();
    private final int capacity;
    private int admitted;
    private boolean closed;

    Admission(int capacity) {
        this.capacity = capacity;
    }

    <T> T during(Supplier<T> work) {
        enter();
        try {
            return work.get();
        } finally {
            leave();
        }
    }

    int admitted() {
        lock.lock();
        try {
            return admitted;
        } finally {
            lock.unlock();
        }
    }

    /** Admits no more, and waits for those inside. */
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
        } finally {
            lock.unlock();
        }
    }

    private void leave() {
        lock.lock();
        try {
            admitted--;
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
