package dev.mynah.broker;

import java.util.concurrent.atomic.LongAdder;

/** What happened to messages. Thread-safe. */
public final class BrokerCounts {
    final LongAdder published = new LongAdder();
    final LongAdder delivered = new LongAdder();
    final LongAdder congested = new LongAdder();
    final LongAdder queueFull = new LongAdder();
    final LongAdder expired = new LongAdder();
    final LongAdder refused = new LongAdder();
    final LongAdder tooLarge = new LongAdder();

    /** Messages that clients published and that were taken. */
    public long published() {
        return published.sum();
    }

    /** Messages sent to clients. */
    public long delivered() {
        return delivered.sum();
    }

    /** QoS 0 messages dropped because their client does not read. */
    public long congested() {
        return congested.sum();
    }

    /** Messages dropped because too many wait. */
    public long queueFull() {
        return queueFull.sum();
    }

    /** Messages that waited longer than their publisher wanted. */
    public long expired() {
        return expired.sum();
    }

    /** Messages that their client is too small for. */
    public long tooLarge() {
        return tooLarge.sum();
    }

    /** Messages that were not for their publisher to publish, or made no sense. */
    public long refused() {
        return refused.sum();
    }
}
