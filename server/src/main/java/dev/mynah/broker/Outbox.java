package dev.mynah.broker;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Messages of QoS 1 and 2 on their way to one client: those that wait, and those that were sent and not acknowledged. Guarded
 * by its session's lock.
 */
final class Outbox {
    private static final int LAST_PACKET_ID = 65_535;

    private final Deque<Entry> waiting = new ArrayDeque<>(0);
    private final Map<Integer, Entry> inFlight = new LinkedHashMap<>(0);
    private long lastNumber;
    private int lastPacketId;

    /** A message with its place in the order. */
    static final class Entry {
        final long number;
        /** Null when the client has the message and only its release is left. */
        @Nullable
        Delivery delivery;
        /** Whether it may have been sent on an earlier connection. */
        boolean again;

        int packetId;

        Entry(long number, @Nullable Delivery delivery) {
            this.number = number;
            this.delivery = delivery;
        }

        /** The QoS whose last acknowledgement is to come: 1 for PUBACK, 2 for PUBCOMP; 0 while PUBREC is. */
        int awaits() {
            Delivery held = delivery;
            return held == null ? 2 : held.qos() == 1 ? 1 : 0;
        }

        int size() {
            Delivery held = delivery;
            return held == null ? 0 : held.message().size();
        }
    }

    int waiting() {
        return waiting.size();
    }

    int inFlight() {
        return inFlight.size();
    }

    Entry add(Delivery delivery) {
        Entry entry = new Entry(++lastNumber, delivery);
        waiting.addLast(entry);
        return entry;
    }

    /** Takes in what was kept; in order. */
    void restore(BrokerStore.KeptDelivery kept) {
        Entry entry = new Entry(kept.number(), kept.delivery());
        lastNumber = Math.max(lastNumber, kept.number());
        if (kept.packetId() > 0) {
            entry.packetId = kept.packetId();
            entry.again = true;
            inFlight.put(kept.packetId(), entry);
        } else {
            waiting.addLast(entry);
        }
    }

    @Nullable
    Entry first() {
        return waiting.peekFirst();
    }

    void removeFirst() {
        waiting.removeFirst();
    }

    /** Moves the first of those that wait to those that are sent. */
    Entry send() {
        Entry entry = waiting.removeFirst();
        if (entry.packetId == 0) {
            entry.packetId = freePacketId();
        }
        inFlight.put(entry.packetId, entry);
        return entry;
    }

    @Nullable
    Entry sent(int packetId) {
        return inFlight.get(packetId);
    }

    @Nullable
    Entry settle(int packetId) {
        return inFlight.remove(packetId);
    }

    /**
     * Puts what was sent on an earlier connection and not acknowledged before what waits, in its order.
     *
     * @return the identifiers of those whose release alone is to be repeated
     */
    List<Integer> rewind() {
        List<Integer> releases = new ArrayList<>();
        List<Entry> sent = new ArrayList<>(inFlight.values());
        for (Entry entry : sent.reversed()) {
            if (entry.delivery == null) {
                releases.addFirst(entry.packetId);
            } else {
                entry.again = true;
                inFlight.remove(entry.packetId);
                waiting.addFirst(entry);
            }
        }
        return releases;
    }

    /** Everything, for when the session ends. */
    long bytes() {
        long bytes = 0;
        for (Entry entry : waiting) {
            bytes += entry.size();
        }
        for (Entry entry : inFlight.values()) {
            bytes += entry.size();
        }
        return bytes;
    }

    void clear() {
        waiting.clear();
        inFlight.clear();
    }

    /** Those that are to be sent again stand first. */
    private boolean rewound(int packetId) {
        for (Entry entry : waiting) {
            if (entry.packetId == 0) {
                return false;
            }
            if (entry.packetId == packetId) {
                return true;
            }
        }
        return false;
    }

    private int freePacketId() {
        do {
            lastPacketId = lastPacketId == LAST_PACKET_ID ? 1 : lastPacketId + 1;
        } while (inFlight.containsKey(lastPacketId) || rewound(lastPacketId));
        return lastPacketId;
    }
}
