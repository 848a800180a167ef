package dev.mynah.event;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells watchers what happens, and remembers the latest events for those whose connection broke. Thread-safe, never waits.
 * Bounded: the oldest event makes room, and a watcher that missed more than is remembered is told so.
 */
public final class LiveEvents {
    private final int remembered;
    private final InstantSource clock;
    private final ArrayDeque<LiveEvent> events = new ArrayDeque<>();
    private final CopyOnWriteArrayList<Consumer<LiveEvent>> watchers = new CopyOnWriteArrayList<>();
    private final long first;
    private long last;

    /**
     * @param remembered how many events are kept for those who come back
     * @param clock also the beginning of the ids, so that those of an earlier run are known to be old
     */
    public LiveEvents(int remembered, InstantSource clock) {
        this.remembered = remembered;
        this.clock = clock;
        this.first = clock.millis() * 1000;
        this.last = first;
    }

    /** Ends hearing of events. Idempotent. */
    @FunctionalInterface
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /** Says that something happened. */
    public void publish(EventType type, @Nullable String deviceId, @Nullable String ownerId, Map<String, String> data) {
        synchronized (events) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            LiveEvent event = new LiveEvent(++last, type, now, deviceId, ownerId, data);
            events.addLast(event);
            if (events.size() > remembered) {
                events.removeFirst();
            }
            // Under the lock, so that everybody hears everything in one order. Watchers only queue.
            watchers.forEach(watcher -> watcher.accept(event));
        }
    }

    /**
     * Hears of everything from now on, after what happened since the given event.
     *
     * @param after the last event the watcher saw; null for a new one
     * @param watcher must not wait, and must not publish
     */
    public Watch watch(@Nullable Long after, Consumer<LiveEvent> watcher) {
        synchronized (events) {
            if (after != null) {
                since(after).forEach(watcher);
            }
            watchers.add(watcher);
        }
        return () -> watchers.remove(watcher);
    }

    /**
     * What happened last, the latest first.
     *
     * @param wanted which of them; must not wait, and must not publish
     * @param most how many at most
     */
    public List<LiveEvent> latest(Predicate<LiveEvent> wanted, int most) {
        synchronized (events) {
            return events.reversed().stream().filter(wanted).limit(most).toList();
        }
    }

    private List<LiveEvent> since(long seen) {
        long oldest = events.isEmpty() ? last + 1 : events.getFirst().id();
        if (seen < first || seen > last || seen < oldest - 1) {
            return List.of(new LiveEvent(last, EventType.MISSED, clock.instant(), null, null, Map.of()));
        }
        List<LiveEvent> missed = new ArrayList<>();
        for (LiveEvent event : events) {
            if (event.id() > seen) {
                missed.add(event);
            }
        }
        return missed;
    }

    /** How many watch at the moment. */
    public int watching() {
        return watchers.size();
    }
}
