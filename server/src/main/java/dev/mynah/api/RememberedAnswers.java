package dev.mynah.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Idempotency keys in memory: forgotten when the process ends, and refused when too many are known. Thread-safe. */
public final class RememberedAnswers implements IdempotencyStore {
    private static final Duration KEPT = Duration.ofHours(24);

    private final int most;
    private final Map<Key, Entry> entries = new LinkedHashMap<>();

    private record Entry(
            String request, Instant since, @Nullable Remembered answer) {}

    /** @param most keys that are remembered at once */
    public RememberedAnswers(int most) {
        this.most = most;
    }

    @Override
    public synchronized Claim claim(Key key, String request, Instant now) {
        forgetBefore(now.minus(KEPT));
        Entry known = entries.get(key);
        if (known == null) {
            if (entries.size() >= most) {
                return new Claim.Full();
            }
            entries.put(key, new Entry(request, now, null));
            return new Claim.Fresh();
        }
        if (!known.request().equals(request)) {
            return new Claim.Mismatch();
        }
        return known.answer() == null ? new Claim.UnderWay() : new Claim.Done(known.answer());
    }

    @Override
    public synchronized void keep(Key key, Remembered answer) {
        entries.computeIfPresent(key, (same, entry) -> new Entry(entry.request(), entry.since(), answer));
    }

    @Override
    public synchronized void abandon(Key key) {
        entries.remove(key);
    }

    private void forgetBefore(Instant time) {
        Iterator<Entry> oldestFirst = entries.values().iterator();
        while (oldestFirst.hasNext() && oldestFirst.next().since().isBefore(time)) {
            oldestFirst.remove();
        }
    }
}
