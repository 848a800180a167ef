package dev.mynah.broker;

import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** What all sessions share. Thread-safe. */
final class BrokerContext {
    private final BrokerLimits limits;
    private final BrokerStore store;
    private final InstantSource clock;
    private final BrokerCounts counts = new BrokerCounts();
    private final AtomicLong queuedBytes = new AtomicLong();

    BrokerContext(BrokerLimits limits, BrokerStore store, InstantSource clock) {
        this.limits = limits;
        this.store = store;
        this.clock = clock;
    }

    BrokerLimits limits() {
        return limits;
    }

    BrokerStore store() {
        return store;
    }

    BrokerCounts counts() {
        return counts;
    }

    InstantSource clock() {
        return clock;
    }

    long nowMillis() {
        return clock.millis();
    }

    /** Takes room for a message that waits; false when there is none. */
    boolean reserve(int bytes) {
        if (queuedBytes.addAndGet(bytes) > limits.queuedBytes()) {
            queuedBytes.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    /** Takes room for what waits already. */
    void reserveAnyway(int bytes) {
        queuedBytes.addAndGet(bytes);
    }

    void released(long bytes) {
        queuedBytes.addAndGet(-bytes);
    }

    long queuedBytes() {
        return queuedBytes.get();
    }
}
