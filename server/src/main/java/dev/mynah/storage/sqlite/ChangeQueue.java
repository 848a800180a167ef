package dev.mynah.storage.sqlite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** The changes that wait for the writer, in order. Bounded; thread-safe. */
final class ChangeQueue {
    /** What became of an offer. */
    enum Offer {
        ACCEPTED,
        FULL,
        CLOSED
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<QueuedChange<?>> waiting = new ArrayDeque<>();
    private final int capacity;
    private boolean closed;

    ChangeQueue(int capacity) {
        this.capacity = capacity;
    }

    Offer offer(QueuedChange<?> change) {
        lock.lock();
        try {
            if (closed) {
                return Offer.CLOSED;
            }
            if (waiting.size() >= capacity) {
                return Offer.FULL;
            }
            waiting.add(change);
            changed.signal();
            return Offer.ACCEPTED;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for changes and takes up to so many; none only when the queue is closed and everything was taken. */
    List<QueuedChange<?>> take(int most) {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            var taken = new ArrayList<QueuedChange<?>>(Math.min(most, waiting.size()));
            while (taken.size() < most && !waiting.isEmpty()) {
                taken.add(waiting.remove());
            }
            return taken;
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return waiting.size();
        } finally {
            lock.unlock();
        }
    }

    /** Accepts no more; what was accepted can still be taken. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
