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
    /** Below so many cancelled tasks sweeping is not worth it. */
    private static final int FEW = 32;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition earlier = lock.newCondition();
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private final AtomicLong sequence = new AtomicLong();
    private final Thread thread;
    private int cancelled;
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
            if (closed) {
                return () -> {};
            }
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
            cancelled = 0;
            earlier.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Tasks that are still to run. */
    public int waiting() {
        lock.lock();
        try {
            return tasks.size() - cancelled;
        } finally {
            lock.unlock();
        }
    }

    /** Tasks in memory, cancelled ones included. */
    int held() {
        lock.lock();
        try {
            return tasks.size();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Marks the task only: sessions start their timers anew with every sentence, and finding one among 20,000 holds up
     * everybody's frames ten times as long as marking it. Those marked are swept out together once they are the greater
     * part, so that memory is at most doubled.
     */
    private void cancel(Task task) {
        lock.lock();
        try {
            if (task.work == null || closed) {
                return;
            }
            task.work = null;
            cancelled++;
            if (cancelled > FEW && cancelled > tasks.size() / 2) {
                tasks.removeIf(marked -> marked.work == null);
                cancelled = 0;
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        for (Runnable work = next(); work != null; work = next()) {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                // Errors too: without this thread time would stand still for every session.
                log.error("A scheduled task failed", e);
            }
        }
    }

    private @Nullable Runnable next() {
        lock.lock();
        try {
            while (!closed) {
                Runnable due = due();
                if (due != null) {
                    return due;
                }
                Task first = tasks.peek();
                try {
                    earlier.awaitNanos(first == null ? Long.MAX_VALUE : first.due - System.nanoTime());
                } catch (InterruptedException e) {
                    log.debug("Only closing ends the scheduler's thread", e);
                }
            }
            return null;
        } finally {
            lock.unlock();
        }
    }

    /** The earliest task when its time has come; cancelled ones before it are forgotten. */
    private @Nullable Runnable due() {
        for (Task first = tasks.peek(); first != null; first = tasks.peek()) {
            Runnable work = first.work;
            if (work == null) {
                tasks.poll();
                cancelled--;
            } else if (first.due - System.nanoTime() <= 0) {
                tasks.poll();
                first.work = null;
                return work;
            } else {
                return null;
            }
        }
        return null;
    }

    private static final class Task implements Comparable<Task> {
        private final long due;
        private final long order;
        /** Null once it was taken or cancelled. */
        private @Nullable Runnable work;

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
