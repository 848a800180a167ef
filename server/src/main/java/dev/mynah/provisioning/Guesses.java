package dev.mynah.provisioning;

import dev.mynah.access.Actor;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.Reason;
import dev.mynah.error.RefusedException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Makes guessing codes hopeless: whoever enters too many wrong ones within an hour has to wait, and so do all together.
 * Right ones do not count, so many devices can be bound in a row. Thread-safe.
 */
public final class Guesses {
    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int MAX_OF_ACTOR = 10;
    private static final int MAX_OF_ADDRESS = 20;
    private static final int MAX_OF_ALL = 100;
    /** The oldest give way; all together stay limited. */
    private static final int REMEMBERED = 10_000;

    private final LongSupplier nanoTime;
    private final LinkedHashMap<String, Count> counts = new LinkedHashMap<>();

    private record Count(long endNanos, int wrong) {}

    private record Limit(String of, int most) {}

    public Guesses(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /**
     * Lets somebody try a code and counts it when it was wrong; no two try at the same time, so that a burst counts too.
     *
     * @param attempt looks the code up in memory; empty when it is wrong
     * @throws RefusedException TOO_MANY_REQUESTS, with the seconds to wait as {@code retry_after_seconds}
     */
    synchronized <T> Optional<T> attempt(Actor who, Supplier<Optional<T>> attempt) {
        permit(who);
        Optional<T> right = attempt.get();
        if (right.isEmpty()) {
            wrong(who);
        }
        return right;
    }

    /** Counts a code that was right but was not for whoever entered it. */
    synchronized void wrong(Actor who) {
        long now = nanoTime.getAsLong();
        for (Limit limit : limits(who)) {
            Count count = counts.remove(limit.of());
            counts.put(
                    limit.of(),
                    count == null || count.endNanos() - now <= 0
                            ? new Count(now + WINDOW.toNanos(), 1)
                            : new Count(count.endNanos(), count.wrong() + 1));
            if (counts.size() > REMEMBERED) {
                counts.remove(counts.firstEntry().getKey());
            }
        }
    }

    private void permit(Actor who) {
        long now = nanoTime.getAsLong();
        for (Limit limit : limits(who)) {
            Count count = counts.get(limit.of());
            if (count != null && count.endNanos() - now > 0 && count.wrong() >= limit.most()) {
                long seconds = Duration.ofNanos(count.endNanos() - now).toSeconds() + 1;
                throw new RefusedException(
                        ErrorCode.TOO_MANY_REQUESTS,
                        Reason.CODES_LOCKED,
                        Map.of("minutes", (seconds + 59) / 60, "retry_after_seconds", seconds));
            }
        }
    }

    private static List<Limit> limits(Actor who) {
        return List.of(
                new Limit("actor " + who.kind() + " " + who.id(), MAX_OF_ACTOR),
                new Limit("address " + who.address(), MAX_OF_ADDRESS),
                new Limit("all", MAX_OF_ALL));
    }
}
