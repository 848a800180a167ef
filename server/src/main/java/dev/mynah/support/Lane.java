package dev.mynah.support;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs tasks one after another in the order they came: the serial execution of one session. Thread-safe.
 *
 * <p>A lane has no thread while nothing happens. The first task starts one, which stays for a while because frames come
 * every 60 ms and a thread for each would cost 20-55 % more.
 */
public final class Lane implements Executor {
    private static final Logger log = LoggerFactory.getLogger(Lane.class);

    private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();
    private final AtomicBoolean running = new AtomicBoolean();
    private final Executor threads;
    private final int capacity;
    private final long lingerNanos;

    /**
     * @param threads starts a thread for each task given to it, such as a virtual one
     * @param capacity how many tasks may wait before those from outside are refused
     * @param linger how long the thread waits for the next task before it ends
     */
    public Lane(Executor threads, int capacity, Duration linger) {
        this.threads = threads;
        this.capacity = capacity;
        this.lingerNanos = linger.toNanos();
    }

    /** Adds a task from outside; false, and nothing happens, when the lane is full. */
    public boolean offer(Runnable task) {
        if (tasks.size() >= capacity) {
            return false;
        }
        execute(task);
        return true;
    }

    /**
     * Adds a task of the session itself, such as the end of something it began. Never refused: of these there are only as
     * many as the session started, and losing one would leave it waiting for ever.
     */
    @Override
    public void execute(Runnable task) {
        tasks.add(task);
        wake();
    }

    private void wake() {
        if (!running.get() && running.compareAndSet(false, true)) {
            start();
        }
    }

    private void start() {
        boolean started = false;
        try {
            threads.execute(this::drain);
            started = true;
        } finally {
            if (!started) {
                // The next task asks for a thread again.
                running.set(false);
            }
        }
    }

    private void drain() {
        try {
            for (Runnable task = poll(); task != null; task = poll()) {
                run(task);
            }
        } finally {
            running.set(false);
        }
        // A task may have come between the last look and the flag; whoever sees it first takes over.
        if (!tasks.isEmpty()) {
            wake();
        }
    }

    private @Nullable Runnable poll() {
        try {
            return tasks.poll(lingerNanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return tasks.poll();
        }
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            // Errors too, such as a native library that is missing: the tasks after this one must not be stranded.
            log.error("A session's task failed", e);
        }
    }
}
