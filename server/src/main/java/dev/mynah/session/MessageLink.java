package dev.mynah.session;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.message.ServerMessage;

/**
 * How to reach a device that is connected, whether or not a channel for a conversation is open: devices on MQTT stay
 * connected from their start. Thread-safe, and nothing blocks.
 */
public interface MessageLink {
    DeviceId device();

    /** The wire, as operators call it. */
    String transport();

    /**
     * Sends a message that makes sense outside of a conversation: {@code mcp}, {@code alert}, {@code system} or
     * {@code custom} (firmware wire contract §5.1).
     *
     * @return false when the device is gone or does not read
     * @throws IllegalArgumentException for any other message: speech without a channel leaves a device waiting for ever
     */
    boolean send(ServerMessage message);
}
