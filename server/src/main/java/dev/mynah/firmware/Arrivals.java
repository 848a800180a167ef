package dev.mynah.firmware;

import dev.mynah.protocol.DeviceId;
import dev.mynah.storage.StorageException;
import dev.mynah.support.Scheduler;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which devices came back with what was forced upon them, so that it is never forced again (firmware wire contract C16).
 * Known at once, stored behind, and tried again while the database is away. Thread-safe; noting never waits.
 */
final class Arrivals {
    private static final Logger log = LoggerFactory.getLogger(Arrivals.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Set<FirmwareStore.Arrival> known = ConcurrentHashMap.newKeySet();
    private final Set<FirmwareStore.Arrival> unstored = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean writing = new AtomicBoolean();
    private final FirmwareStore store;
    private final Scheduler scheduler;
    private final Executor threads;

    /** @param threads starts a thread that may wait for each task */
    Arrivals(FirmwareStore store, Scheduler scheduler, Executor threads) {
        this.store = store;
        this.scheduler = scheduler;
        this.threads = threads;
    }

    /** Reads what is stored; blocks. */
    void load() {
        known.addAll(store.arrivals());
    }

    boolean has(Target target, DeviceId device) {
        return known.contains(new FirmwareStore.Arrival(target.id(), device));
    }

    void note(Target target, DeviceId device) {
        FirmwareStore.Arrival arrival = new FirmwareStore.Arrival(target.id(), device);
        if (known.add(arrival)) {
            unstored.add(arrival);
            write();
        }
    }

    /** Forgets what was done for targets that are no more. */
    void keepOnly(Set<String> targets) {
        known.removeIf(arrival -> !targets.contains(arrival.targetId()));
    }

    /** Stores what waits, as far as that is possible now; blocks. */
    void flush() {
        Set<FirmwareStore.Arrival> some = new HashSet<>(unstored);
        if (!some.isEmpty()) {
            store.arrived(some);
            unstored.removeAll(some);
        }
    }

    private void write() {
        if (writing.compareAndSet(false, true)) {
            threads.execute(this::writeOrLater);
        }
    }

    private void writeOrLater() {
        boolean failed = false;
        try {
            flush();
        } catch (StorageException e) {
            failed = true;
            log.warn("Which devices installed their firmware could not be stored; trying again: {}", e.toString());
        } finally {
            writing.set(false);
        }
        if (failed) {
            scheduler.at(scheduler.nanoTime() + PATIENCE.toNanos(), this::write);
        } else if (!unstored.isEmpty()) {
            write();
        }
    }
}
