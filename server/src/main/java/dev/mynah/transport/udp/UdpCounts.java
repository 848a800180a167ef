package dev.mynah.transport.udp;

import java.util.concurrent.atomic.LongAdder;

/** What happened to datagrams, all sessions together; instead of log lines, of which there would be thousands. Thread-safe. */
public final class UdpCounts {
    final LongAdder received = new LongAdder();
    final LongAdder sent = new LongAdder();
    final LongAdder malformed = new LongAdder();
    final LongAdder strangers = new LongAdder();
    final LongAdder outOfOrder = new LongAdder();
    final LongAdder implausible = new LongAdder();
    final LongAdder moved = new LongAdder();
    final LongAdder congested = new LongAdder();
    final LongAdder heldTooLong = new LongAdder();

    /** Packets that reached their session. */
    public long received() {
        return received.sum();
    }

    public long sent() {
        return sent.sum();
    }

    /** Datagrams that are no packets. */
    public long malformed() {
        return malformed.sum();
    }

    /** Packets that belong to no session. */
    public long strangers() {
        return strangers.sum();
    }

    /** Repeated, overtaken, or too far ahead. */
    public long outOfOrder() {
        return outOfOrder.sum();
    }

    /** Packets that do not decrypt to what the device sends. */
    public long implausible() {
        return implausible.sum();
    }

    /** How often a device was followed to another address. */
    public long moved() {
        return moved.sum();
    }

    /** Packets to devices that the socket had no room for. */
    public long congested() {
        return congested.sum();
    }

    /** Packets to devices that were not heard of in time. */
    public long heldTooLong() {
        return heldTooLong.sum();
    }
}
