package dev.mynah.session;

import dev.mynah.protocol.message.ServerMessage;
import java.net.InetAddress;
import java.util.Optional;

/**
 * How to reach a device whose channel is open, whatever the wire. Thread-safe. Nothing here blocks, and what is sent
 * reaches the wire in the order in which it was given; after the end of the channel everything is ignored.
 */
public interface DeviceLink {
    /** The wire, as operators call it: {@code websocket} or {@code mqtt}. */
    String transport();

    /** Where the device is, as far as the wire knows; empty when it does not. */
    default Optional<InetAddress> address() {
        return Optional.empty();
    }

    /**
     * Where the device reaches this server by HTTP, such as {@code http://192.168.1.5:8000}, as it has shown itself; empty
     * when the wire does not know.
     */
    default Optional<String> reachedAt() {
        return Optional.empty();
    }

    /** Sends a message. */
    void send(ServerMessage message);

    /**
     * Sends one Opus packet.
     *
     * @param timestampMillis of the packet's first sample within the session's speech; wires without room for it drop it
     * @return false when the wire is congested and the packet was dropped
     */
    boolean sendAudio(byte[] packet, long timestampMillis);

    /**
     * Whether the device plays what it is sent as it comes. Otherwise it gets a reply as a whole, and speech is given to the
     * link as fast as it is made.
     */
    default boolean live() {
        return true;
    }

    /** Says that nothing is under way any more: what was asked is answered, or there was nothing to answer. */
    default void resting() {}

    /** Ends the channel. Idempotent. */
    void close(SessionEnd reason);
}
