package dev.mynah.broker;

import dev.mynah.protocol.mqtt.packet.MessageProperties;
import java.nio.charset.StandardCharsets;

/**
 * A published message. The payload is shared: treat it as read-only.
 *
 * @param qos 0 to 2, as published
 * @param retain whether it was published to be kept
 * @param expiresAtMillis since the epoch; {@link Long#MAX_VALUE} for never
 */
public record Message(
        String topic, byte[] payload, int qos, boolean retain, MessageProperties properties, long expiresAtMillis) {
    /** What an entry in a queue costs besides its payload, in bytes; an estimate. */
    private static final int OVERHEAD = 200;

    /** A message of the server's own. */
    public static Message of(String topic, String text, int qos) {
        return new Message(
                topic, text.getBytes(StandardCharsets.UTF_8), qos, false, MessageProperties.NONE, Long.MAX_VALUE);
    }

    /** What it takes in memory, in bytes; an estimate. */
    int size() {
        return payload.length + 2 * topic.length() + OVERHEAD;
    }

    boolean expired(long nowMillis) {
        return nowMillis >= expiresAtMillis;
    }
}
