package dev.mynah.broker;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Identifiers of the QoS 2 messages a client has sent and not yet released: one that comes again with such an identifier is
 * a repetition (MQTT 5.0 §4.3.3). Thread-safe.
 */
public final class UnreleasedMessages {
    private final String clientId;
    private final Consumer<BrokerStore.Change> log;
    private volatile Set<Integer> identifiers = Set.of();

    UnreleasedMessages(String clientId, Consumer<BrokerStore.Change> log) {
        this.clientId = clientId;
        this.log = log;
    }

    void restore(List<Integer> kept) {
        kept.forEach(mutable()::add);
    }

    /** Whether a message with this identifier was taken already. */
    public boolean holds(int packetId) {
        return identifiers.contains(packetId);
    }

    /** Takes one. */
    public void add(int packetId) {
        if (mutable().add(packetId)) {
            log.accept(new BrokerStore.Change.Received(clientId, packetId));
        }
    }

    /** PUBREL; false when there was nothing to release. */
    public boolean remove(int packetId) {
        if (identifiers.isEmpty() || !identifiers.remove(packetId)) {
            return false;
        }
        log.accept(new BrokerStore.Change.Completed(clientId, packetId));
        return true;
    }

    public int size() {
        return identifiers.size();
    }

    /** Most clients never send such a message, and need no set. */
    private Set<Integer> mutable() {
        Set<Integer> present = identifiers;
        if (present.isEmpty()) {
            present = ConcurrentHashMap.newKeySet(4);
            identifiers = present;
        }
        return present;
    }
}
