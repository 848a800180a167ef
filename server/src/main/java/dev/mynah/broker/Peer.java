package dev.mynah.broker;

/** A client's connection, as far as sending goes. Thread-safe; nothing waits, and the order of calls is kept. */
public interface Peer {
    /** Whether there is room for a message whose loss would not matter. */
    boolean writable();

    /** Whether the client takes a packet as large as this one. */
    boolean fits(Delivery delivery);

    /**
     * Sends a message.
     *
     * @param packetId 0 with QoS 0
     * @param again whether it may have been sent before
     */
    void publish(Delivery delivery, int packetId, boolean again);

    /** Sends PUBREL. */
    void release(int packetId);

    /** Says why, as far as the client's protocol can, and closes. */
    void disconnect(Reason reason);
}
