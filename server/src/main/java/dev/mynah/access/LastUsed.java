package dev.mynah.access;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/**
 * When things were last used, to be written now and then instead of at every use. Bounded: when very many things are used
 * between two writings, some of them keep an older time. Thread-safe.
 */
final class LastUsed {
    private static final int MOST = 20_000;

    private final Map<String, Instant> times = new ConcurrentHashMap<>();

    void note(String id, Instant at) {
        if (times.size() < MOST || times.containsKey(id)) {
            times.put(id, at);
        }
    }

    /** The time noted for this id, if it is not written yet. */
    Instant latest(String id, Instant written) {
        Instant noted = times.get(id);
        return noted == null ? written : noted;
    }

    boolean isEmpty() {
        return times.isEmpty();
    }

    /** Hands over everything noted; to be called within a change. */
    void write(BiConsumer<String, Instant> store) {
        times.forEach((id, at) -> {
            store.accept(id, at);
            times.remove(id, at);
        });
    }
}
