package dev.mynah.ota;

import dev.mynah.protocol.DeviceId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** By which of the server's names and addresses devices came. Thread-safe. Bounded: the one longest unused gives way. */
public final class UsedAddresses {
    private static final int REMEMBERED = 64;
    private static final int DEVICES = 20_000;

    private final InstantSource clock;
    private final Map<String, Instant> lastUsed = newest(REMEMBERED);
    private final Map<DeviceId, ServerAddress> byDevice = newest(DEVICES);

    public UsedAddresses(InstantSource clock) {
        this.clock = clock;
    }

    /** A device came by this host. */
    public synchronized void used(String host) {
        lastUsed.put(host, clock.instant());
    }

    /** A device that belongs here was told to come by this address from now on. */
    public synchronized void told(DeviceId device, ServerAddress address) {
        byDevice.put(device, address);
    }

    /** By which address a device reaches this server; empty when it has not asked since the server started. */
    public synchronized Optional<ServerAddress> of(DeviceId device) {
        return Optional.ofNullable(byDevice.get(device));
    }

    public synchronized Optional<Instant> lastUsed(String host) {
        return Optional.ofNullable(lastUsed.get(host));
    }

    private static <K, V> Map<K, V> newest(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }
}
