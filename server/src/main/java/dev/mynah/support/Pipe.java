package dev.mynah.support;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bounded channel between two stages of a turn that can be poisoned. Thread-safe.
 *
 * <p>Interrupting alone is not enough to end a stage: one that swallows its interrupt and comes back to a channel nobody
 * will ever fill or empty again waits for ever. A poisoned pipe refuses both ends at once.
 */
public final class Pipe<T> {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<T> items = new ArrayDeque<>();
    private final int capacity;
    private boolean ended;
    private boolean poisoned;

    public Pipe(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Adds an item, waiting for room.
     *
     * @throws InterruptedException when interrupted or poisoned
     */
    public void put(T item) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (items.size() >= capacity && !poisoned) {
                changed.await();
            }
            refuseIfPoisoned();
            items.add(item);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes the oldest item, waiting for one; empty when the pipe has ended.
     *
     * @throws InterruptedException when interrupted or poisoned
     */
    public Optional<T> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (items.isEmpty() && !ended && !poisoned) {
                changed.await();
            }
            refuseIfPoisoned();
            changed.signalAll();
            return Optional.ofNullable(items.poll());
        } finally {
            lock.unlock();
        }
    }

    /** Says that no more items will be put. */
    public void end() {
        lock.lock();
        try {
            ended = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Refuses whoever uses either end from now on. */
    public void poison() {
        lock.lock();
        try {
            poisoned = true;
            items.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void refuseIfPoisoned() throws InterruptedException {
        if (poisoned) {
            throw new InterruptedException("The turn was cancelled");
        }
    }
}
