package dev.mynah.transport.mqtt;

import dev.mynah.support.Scheduler;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each address failed to come in. Whoever fails too often is not looked at for a while: passwords are expensive
 * to check, and no honest client fails in quick succession. Thread-safe. Of more addresses than there is room for, those
 * that failed longest ago are forgotten.
 */
public final class Attempts {
    /** Failures after which an address has to wait. */
    static final int MAX_FAILURES = 30;

    static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int MAX_ADDRESSES = 10_000;

    private final Scheduler scheduler;
    private final Map<String, Failures> failures = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MAX_ADDRESSES;
        }
    };

    private record Failures(int count, long since) {}

    /** @param scheduler for the time */
    public Attempts(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    /** Whether an address is not to be looked at. */
    public synchronized boolean exhausted(String address) {
        Failures so = failures.get(address);
        return so != null && so.count() >= MAX_FAILURES && !over(so);
    }

    /** An address failed. */
    public synchronized void failed(String address) {
        Failures before = failures.remove(address);
        failures.put(
                address,
                before == null || over(before)
                        ? new Failures(1, scheduler.nanoTime())
                        : new Failures(before.count() + 1, before.since()));
    }

    private boolean over(Failures so) {
        return scheduler.nanoTime() - so.since() >= PERIOD.toNanos();
    }
}
