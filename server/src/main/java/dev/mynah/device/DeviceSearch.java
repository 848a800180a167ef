package dev.mynah.device;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Finds devices in memory by looking at all of them, which takes milliseconds for ten thousand. Thread-safe. */
public final class DeviceSearch {
    private final DeviceRegistry registry;

    public DeviceSearch(DeviceRegistry registry) {
        this.registry = registry;
    }

    private record Found(DeviceOrder.Position position, Entry entry) {}

    /**
     * Finds the devices of a query that come after a position. What is changed between two pages may be missed or come
     * twice, the rest does neither.
     *
     * @param after {@link DevicePage#next} of the page before, of a query with the same order; null for the first
     */
    public DevicePage find(DeviceQuery query, DeviceOrder.@Nullable Position after) {
        Comparator<DeviceOrder.Position> order =
                query.descending() ? Comparator.reverseOrder() : Comparator.naturalOrder();
        List<String> words = query.words();
        // The worst of those kept stands first, so that a better one can take its place.
        PriorityQueue<Found> kept = new PriorityQueue<>(Comparator.comparing(Found::position, order.reversed()));
        long total = 0;
        for (Entry entry : registry.entries()) {
            if (!query.matches(entry, words)) {
                continue;
            }
            total++;
            DeviceOrder.Position position = query.order().positionOf(entry);
            if (after == null || order.compare(position, after) > 0) {
                kept.add(new Found(position, entry));
                if (kept.size() > query.limit() + 1) {
                    kept.poll();
                }
            }
        }
        return page(query, kept, total);
    }

    private static DevicePage page(DeviceQuery query, PriorityQueue<Found> kept, long total) {
        List<Found> found = new ArrayList<>();
        while (!kept.isEmpty()) {
            found.add(kept.poll());
        }
        Collections.reverse(found);
        boolean more = found.size() > query.limit();
        List<Found> shown = more ? found.subList(0, query.limit()) : found;
        DeviceOrder.Position next = more ? shown.getLast().position() : null;
        return new DevicePage(shown.stream().map(one -> one.entry().known()).toList(), next, total);
    }
}
