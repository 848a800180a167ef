package dev.mynah.access.rate;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets each of many keys act at one rate, by the generic cell rate algorithm: of a key it needs to know only when it will
 * have caught up with its rate, and nothing at all once it has. Remembers a bounded number of keys; when all of them are
 * needed, those it does not know share one further rate, so that a flood of addresses slows strangers down and nobody who
 * was there before. Measures monotonic time. Thread-safe; never blocks for long.
 */
public final class RateLimiter {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final long TIDY_EVERY = Duration.ofSeconds(1).toNanos();
    private static final String STRANGERS = "";

    private final Rate rate;
    private final int most;
    private final LongSupplier nanoTime;
    private final Map<String, Long> caughtUp = new HashMap<>();
    private @Nullable Long tidied;

    /**
     * @param most keys that are remembered
     * @param nanoTime as {@link dev.mynah.support.Scheduler#nanoTime}
     */
    public RateLimiter(Rate rate, int most, LongSupplier nanoTime) {
        this.rate = rate;
        this.most = most;
        this.nanoTime = nanoTime;
    }

    /** Zero when the key may act now, which counts; else how long it has to wait, which does not. */
    public Duration take(String key) {
        return rate.unlimited() ? Duration.ZERO : Duration.ofNanos(takeLimited(key));
    }

    /** Keys that are remembered. */
    public synchronized int size() {
        return caughtUp.size();
    }

    private synchronized long takeLimited(String key) {
        long now = nanoTime.getAsLong();
        String known = caughtUp.containsKey(key) || room(now) ? key : STRANGERS;
        long step = MINUTE / rate.perMinute();
        Long before = caughtUp.get(known);
        long at = before == null || before - now < 0 ? now : before;
        long wait = at - now - step * (rate.burst() - 1);
        if (wait > 0) {
            return wait;
        }
        caughtUp.put(known, at + step);
        return 0;
    }

    /** Whether one more key can be remembered; those that have caught up need not be. */
    private boolean room(long now) {
        if (caughtUp.size() >= most && (tidied == null || now - tidied >= TIDY_EVERY)) {
            tidied = now;
            caughtUp.values().removeIf(at -> at - now <= 0);
        }
        return caughtUp.size() < most;
    }
}
