package dev.mynah.access;

import dev.mynah.support.Scheduler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * Counts failures by key and says how long to wait after them: a few are free, then the wait doubles up to a limit, and
 * after a while without failures all is forgotten. Measures with monotonic time, so setting the clock frees and locks out
 * nobody. Remembers a bounded number of keys; when it is full, the one that failed longest ago makes room. Thread-safe.
 */
public final class Throttle {
    /**
     * When to begin to wait for a key. Immutable.
     *
     * @param free failures without a wait
     * @param first wait after the next one
     * @param longest wait
     */
    public record Policy(int free, Duration first, Duration longest) {
        Duration wait(int failures) {
            if (failures <= free) {
                return Duration.ZERO;
            }
            Duration doubled = first.multipliedBy(1L << Math.min(failures - free - 1, 30));
            return doubled.compareTo(longest) < 0 ? doubled : longest;
        }
    }

    /**
     * What came of beginning an attempt. Immutable.
     *
     * @param pause how long to wait; zero when the attempt may be made now
     * @param counts failures of each key, in the order of the rules, this one among them when it may be made
     */
    public record Admission(Duration pause, List<Integer> counts) {
        public boolean granted() {
            return pause.isZero();
        }
    }

    /** A key and what holds for it. Immutable. */
    public record Rule(String key, Policy policy) {}

    private record Failures(int count, long last) {}

    private static final Duration FORGET = Duration.ofHours(2);

    private final Scheduler time;
    private final int most;
    private final LinkedHashMap<String, Failures> failures = new LinkedHashMap<>();

    /** @param most keys remembered */
    public Throttle(Scheduler time, int most) {
        this.time = time;
        this.most = most;
    }

    /**
     * Begins an attempt under all the rules, unless one of them says to wait. It counts as a failure of each key until it is
     * {@link #forgive forgiven}, so that attempts made at the same time count too.
     */
    public synchronized Admission begin(List<Rule> rules) {
        long now = time.nanoTime();
        Duration wait = Duration.ZERO;
        for (Rule rule : rules) {
            Failures known = known(rule.key(), now);
            Duration left = rule.policy().wait(known.count()).minusNanos(now - known.last());
            wait = left.compareTo(wait) > 0 ? left : wait;
        }
        if (wait.isZero()) {
            rules.forEach(
                    rule -> put(rule.key(), new Failures(known(rule.key(), now).count() + 1, now)));
        }
        return new Admission(
                wait, rules.stream().map(rule -> known(rule.key(), now).count()).toList());
    }

    /** Forgets the failures of these keys: an attempt that was theirs has succeeded. */
    public synchronized void forget(List<String> keys) {
        keys.forEach(failures::remove);
    }

    /** Takes back one failure of each key, for an attempt that succeeded but clears nobody else's. */
    public synchronized void forgive(List<String> keys) {
        for (String key : keys) {
            failures.computeIfPresent(
                    key, (same, known) -> known.count() <= 1 ? null : new Failures(known.count() - 1, known.last()));
        }
    }

    /** Failures of a key that are not forgotten yet. */
    public synchronized int failures(String key) {
        return known(key, time.nanoTime()).count();
    }

    /** Keys remembered. */
    public synchronized int size() {
        return failures.size();
    }

    private Failures known(String key, long now) {
        Failures known = failures.get(key);
        return known == null || now - known.last() > FORGET.toNanos() ? new Failures(0, now) : known;
    }

    private void put(String key, Failures value) {
        failures.remove(key); // so that it stands last in the order of failing
        failures.put(key, value);
        if (failures.size() > most) {
            failures.pollFirstEntry();
        }
    }
}
