package dev.mynah.simulator.device;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * What devices share: one timer thread that paces all microphones, a source of reading threads, the clock and chance.
 *
 * @param nanoTime a clock that never goes back
 * @param random used from several threads
 */
public record World(
        ScheduledExecutorService timer, ThreadFactory threads, LongSupplier nanoTime, RandomGenerator random)
        implements AutoCloseable {

    /** The real one: a timer thread, virtual threads that read, the system's clock. */
    public static World real(long seed) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("microphones").daemon().factory());
        timer.setRemoveOnCancelPolicy(true);
        return new World(
                timer, Thread.ofVirtual().name("device-", 0).factory(), System::nanoTime, new java.util.Random(seed));
    }

    /** Runs {@code task} once after {@code delayNanos}; not at all when the world has ended. */
    void later(Runnable task, long delayNanos) {
        if (!timer.isShutdown()) {
            timer.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
        }
    }

    /** Stops the timer. */
    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** A pool for the blocking calls of many devices. */
    public java.util.concurrent.ExecutorService callers() {
        return Executors.newThreadPerTaskExecutor(threads);
    }
}
