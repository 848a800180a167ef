package dev.mynah.protocol.mqtt.packet;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What MQTT 5 lets a publisher say about a message; handed on as it is (MQTT 5.0 §3.3.2.3). Arrays are shared: treat them as
 * read-only.
 *
 * @param payloadFormat 1 when the payload is text; null when not said
 */
public record MessageProperties(
        @Nullable Integer payloadFormat,
        @Nullable String contentType,
        @Nullable String responseTopic,
        byte @Nullable [] correlationData,
        List<UserProperty> user) {
    /** Nothing said. */
    public static final MessageProperties NONE = new MessageProperties(null, null, null, null, List.of());

    /** A name and a value of the publisher's choice. */
    public record UserProperty(String name, String value) {}

    /** Copies the list. */
    public MessageProperties {
        user = List.copyOf(user);
    }
}
