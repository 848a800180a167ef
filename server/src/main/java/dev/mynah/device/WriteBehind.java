package dev.mynah.device;

import dev.mynah.protocol.DeviceId;
import dev.mynah.support.Scheduler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Remembers which devices have something to be stored and stores it later, many at once, so that nobody waits for it.
 * However often a device is marked it waits once, so there are never more than there are devices. What fails is tried
 * again, each time after twice as long. Thread-safe.
 */
final class WriteBehind {
    private static final Logger log = LoggerFactory.getLogger(WriteBehind.class);
    private static final int BATCH = 500;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Set<DeviceId> marked = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final Scheduler scheduler;
    private final Executor threads;
    private final Duration delay;
    private final Consumer<List<DeviceId>> write;
    private final AtomicInteger failures = new AtomicInteger();

    /**
     * @param threads starts a thread that may wait for each task
     * @param delay between the first mark and the writing
     * @param write stores the present state of the devices; may throw
     */
    WriteBehind(Scheduler scheduler, Executor threads, Duration delay, Consumer<List<DeviceId>> write) {
        this.scheduler = scheduler;
        this.threads = threads;
        this.delay = delay;
        this.write = write;
    }

    /** Says that the device has something to be stored. Never waits. */
    void mark(DeviceId device) {
        marked.add(device);
        schedule(delay);
    }

    /** How many devices have something that is not stored yet. */
    int waiting() {
        return marked.size();
    }

    /** Stores everything now, on the calling thread; false when that failed. */
    boolean flush() {
        while (!marked.isEmpty()) {
            List<DeviceId> batch = take();
            try {
                write.accept(batch);
            } catch (RuntimeException failed) {
                marked.addAll(batch);
                failed(failures.incrementAndGet(), failed);
                return false;
            }
        }
        failures.set(0);
        return true;
    }

    private void failed(int times, RuntimeException failure) {
        if (Integer.bitCount(times) == 1) {
            // At the 1st, 2nd, 4th, 8th ... only: an outage must not fill the log.
            log.warn(
                    "What {} devices reported cannot be stored yet ({} attempts): {}",
                    marked.size(),
                    times,
                    failure.toString());
        }
    }

    private void schedule(Duration after) {
        if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
            scheduler.at(scheduler.nanoTime() + after.toNanos(), () -> threads.execute(this::flushAndWatch));
        }
    }

    private void flushAndWatch() {
        boolean done = flush();
        scheduled.set(false);
        // Somebody may have marked a device after the last look and before the flag.
        if (!marked.isEmpty()) {
            schedule(done ? delay : retry());
        }
    }

    private Duration retry() {
        Duration wait = delay.multipliedBy(1L << Math.min(failures.get(), 16));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    private List<DeviceId> take() {
        List<DeviceId> batch = new ArrayList<>();
        for (Iterator<DeviceId> all = marked.iterator(); all.hasNext() && batch.size() < BATCH; ) {
            batch.add(all.next());
            // Before its state is read: a later mark then means that there is more to store.
            all.remove();
        }
        return batch;
    }
}
