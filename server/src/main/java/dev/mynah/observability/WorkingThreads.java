package dev.mynah.observability;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes threads and knows how many of them are at work. Thread-safe. What stays at work in a quiet server has leaked. */
public final class WorkingThreads implements ThreadFactory {
    private final ThreadFactory threads;
    private final AtomicInteger running = new AtomicInteger();

    /** @param threads makes the threads */
    public WorkingThreads(ThreadFactory threads) {
        this.threads = threads;
    }

    @Override
    public Thread newThread(Runnable work) {
        return threads.newThread(() -> {
            running.incrementAndGet();
            try {
                work.run();
            } finally {
                running.decrementAndGet();
            }
        });
    }

    /** Threads that have begun and not ended. */
    public int running() {
        return running.get();
    }
}
