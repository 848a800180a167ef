package dev.mynah.support;

import java.util.PriorityQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The scheduler of a running server: one thread, woken for the earliest task. Thread-safe. One thread for every session's
 * frames costs less, and keeps time better, than a sleeping thread in each session.
 */
public final class SystemScheduler implements Scheduler, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SystemScheduler.class);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition earlier = lock.newCondition();
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private final AtomicLong sequence = new AtomicLong();
    private final Thread thread;
    private boolean closed;

    public SystemScheduler(ThreadFactory threads) {
        thread = threads.newThread(this::run);
        thread.start();
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Cancellable at(long nanoTime, Runnable work) {
        Task task = new Task(nanoTime, sequence.getAndIncrement(), work);
        lock.lock();
        try {
            tasks.add(task);
            if (tasks.peek() == task) {
                earlier.signal();
            }
        } finally {
            lock.unlock();
        }
        return () -> cancel(task);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            tasks.clear();
            earlier.signal();
        } finally {
            lock.unlock();
        }
    }

    private void cancel(Task task) {
        lock.lock();
        try {
            // Linear in the number of tasks; sessions keep few timers and cancel them rarely.
            tasks.remove(task);
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        for (Task task = next(); task != null; task = next()) {
            try {
                task.work.run();
            } catch (RuntimeException e) {
                log.error("A scheduled task failed", e);
            }
        }
    }

    private @Nullable Task next() {
        lock.lock();
        try {
            while (!closed) {
                Task first = tasks.peek();
                long wait = first == null ? Long.MAX_VALUE : first.due - System.nanoTime();
                if (first != null && wait <= 0) {
                    return tasks.poll();
                }
                earlier.awaitNanos(wait);
            }
            return null;
        } catch (InterruptedException e) {
            return null;
        } finally {
            lock.unlock();
        }
    }

    private static final class Task implements Comparable<Task> {
        private final long due;
        private final long order;
        private final Runnable work;

        private Task(long due, long order, Runnable work) {
            this.due = due;
            this.order = order;
            this.work = work;
        }

        @Override
        public int compareTo(Task other) {
            // Subtraction, because nanoTime values may overflow.
            long difference = due - other.due;
            return difference != 0 ? Long.signum(difference) : Long.compare(order, other.order);
        }
    }
}
