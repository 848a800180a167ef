package dev.mynah.ota;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** By which of the server's names and addresses devices came. Thread-safe. Bounded: the one longest unused gives way. */
public final class UsedAddresses {
    private static final int REMEMBERED = 64;

    private final InstantSource clock;
    private final Map<String, Instant> lastUsed = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    public UsedAddresses(InstantSource clock) {
        this.clock = clock;
    }

    /** A device came by this host. */
    public synchronized void used(String host) {
        lastUsed.put(host, clock.instant());
    }

    public synchronized Optional<Instant> lastUsed(String host) {
        return Optional.ofNullable(lastUsed.get(host));
    }
}
