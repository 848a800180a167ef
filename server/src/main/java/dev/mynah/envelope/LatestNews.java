package dev.mynah.envelope;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.envelope.EnvelopeRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The last that devices said, in memory; of many devices those heard of longest ago are forgotten. Thread-safe. */
public final class LatestNews implements DeviceNews {
    private final Map<DeviceId, EnvelopeRequest.Register> registered;
    private final Map<DeviceId, ObjectNode> statuses;

    /** @param capacity most devices that are remembered */
    public LatestNews(int capacity) {
        this.registered = bounded(capacity);
        this.statuses = bounded(capacity);
    }

    @Override
    public synchronized void registered(DeviceId device, EnvelopeRequest.Register what) {
        registered.put(device, what);
    }

    @Override
    public synchronized void status(DeviceId device, ObjectNode status) {
        statuses.put(device, status);
    }

    public synchronized Optional<EnvelopeRequest.Register> registration(DeviceId device) {
        return Optional.ofNullable(registered.get(device));
    }

    public synchronized Optional<ObjectNode> status(DeviceId device) {
        return Optional.ofNullable(statuses.get(device));
    }

    private static <V> Map<DeviceId, V> bounded(int capacity) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<DeviceId, V> eldest) {
                return size() > capacity;
            }
        };
    }
}
