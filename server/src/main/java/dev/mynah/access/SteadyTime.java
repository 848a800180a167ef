package dev.mynah.access;

import dev.mynah.support.Scheduler;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Tells whether the clock has gone on as it should since the last look. What is thrown away because of its age is only thrown
 * away then: a clock set to another year must not empty the audit log. Confined to one thread.
 */
public final class SteadyTime {
    private static final Duration DRIFT = Duration.ofMinutes(10);

    private final Scheduler time;
    private final InstantSource clock;
    private long nanos;
    private Instant instant;

    public SteadyTime(Scheduler time, InstantSource clock) {
        this.time = time;
        this.clock = clock;
        this.nanos = time.nanoTime();
        this.instant = clock.instant();
    }

    /** Whether clock and monotonic time agree on how long ago the last look (or the beginning) was. */
    public boolean steady() {
        long nowNanos = time.nanoTime();
        Instant now = clock.instant();
        Duration difference = Duration.between(instant, now).minusNanos(nowNanos - nanos);
        nanos = nowNanos;
        instant = now;
        return difference.abs().compareTo(DRIFT) <= 0;
    }
}
