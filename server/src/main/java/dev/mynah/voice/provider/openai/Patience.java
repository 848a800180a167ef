package dev.mynah.voice.provider.openai;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What is left of the time one answer may take. Counts only what {@link #spend} is told of: time in which the listener
 * or a tool holds the answer back is not the provider's fault. For one thread.
 */
public final class Patience {
    private final LongSupplier nanoTime;
    private final long first;
    private final long stall;
    private long total;
    private long step;

    /** @param nanoTime monotonic nanoseconds */
    public Patience(OpenAiSettings.Deadlines deadlines, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.first = deadlines.first().toNanos();
        this.stall = deadlines.stall().toNanos();
        this.total = deadlines.total().toNanos();
        this.step = first;
    }

    /** Another request begins within the same answer. */
    public void restart() {
        step = first;
    }

    /** Something useful came; the next piece has the stall time. */
    public void progress() {
        step = stall;
    }

    /** Nanoseconds left for the next piece; zero or less when it is too late. */
    public long left() {
        return Math.min(step, total);
    }

    long now() {
        return nanoTime.getAsLong();
    }

    void spend(long sinceNanoTime) {
        long spent = nanoTime.getAsLong() - sinceNanoTime;
        step -= spent;
        total -= spent;
    }

    /** Waits out a pause the provider asked for, unless there is no time for it. */
    boolean pause(Duration pause) throws InterruptedException {
        if (pause.toNanos() >= left()) {
            return false;
        }
        long since = now();
        // Nobody counts this latch down: an interruptible wait.
        boolean early = new CountDownLatch(1).await(pause.toNanos(), TimeUnit.NANOSECONDS);
        spend(since);
        return !early;
    }
}
