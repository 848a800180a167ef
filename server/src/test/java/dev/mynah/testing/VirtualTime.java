package dev.mynah.testing;

import dev.mynah.support.Scheduler;
import java.time.Duration;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Time that stands still until a test moves it on. Tasks run on the thread that moves it. Thread-safe. */
public final class VirtualTime implements Scheduler {
    private final PriorityQueue<Task> tasks = new PriorityQueue<>();
    private long now = 1_000_000_000L;
    private long order;

    private record Task(long due, long order, Runnable work) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            return due != other.due ? Long.compare(due, other.due) : Long.compare(order, other.order);
        }
    }

    @Override
    public synchronized long nanoTime() {
        return now;
    }

    @Override
    public synchronized Cancellable at(long nanoTime, Runnable work) {
        Task task = new Task(nanoTime, order++, work);
        tasks.add(task);
        return () -> remove(task);
    }

    /** Lets time pass, running everything that comes due at its own moment. */
    public void pass(Duration duration) {
        long end = nanoTime() + duration.toNanos();
        for (Task next = due(end); next != null; next = due(end)) {
            next.work().run();
        }
        synchronized (this) {
            now = end;
        }
    }

    /** Tasks that still wait. */
    public synchronized int waiting() {
        return tasks.size();
    }

    private synchronized @Nullable Task due(long end) {
        Task first = tasks.peek();
        if (first == null || first.due() > end) {
            return null;
        }
        tasks.poll();
        now = Math.max(now, first.due());
        return first;
    }

    private synchronized void remove(Task task) {
        tasks.remove(task);
    }
}
