package dev.mynah.tool;

import dev.mynah.support.Scheduler;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Time that moves when a test says so. */
public final class StandingScheduler implements Scheduler {
    private record Task(long at, long number, Runnable work) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::at).thenComparingLong(Task::number));
    private long now = 12_345;
    private long count;

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public Cancellable at(long nanoTime, Runnable work) {
        Task task = new Task(nanoTime, count++, work);
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    public void pass(Duration time) {
        long end = now + time.toNanos();
        for (Task next = tasks.peek(); next != null && next.at() <= end; next = tasks.peek()) {
            tasks.remove(next);
            now = next.at();
            next.work().run();
        }
        now = end;
    }

    public int waiting() {
        return tasks.size();
    }
}
