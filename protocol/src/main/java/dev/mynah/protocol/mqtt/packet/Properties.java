package dev.mynah.protocol.mqtt.packet;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What MQTT 5 lets a packet say besides (MQTT 5.0 §2.2.2). Immutable. */
public final class Properties {
    /** None said. */
    public static final Properties NONE = new Properties(Map.of(), List.of());

    private final Map<Property, Object> values;
    private final List<MessageProperties.UserProperty> user;

    Properties(Map<Property, Object> values, List<MessageProperties.UserProperty> user) {
        this.values = Map.copyOf(values);
        this.user = List.copyOf(user);
    }

    /** Whether it is said. */
    public boolean has(Property property) {
        return values.containsKey(property);
    }

    /** A number, or the fallback when it is not said. */
    public long number(Property property, long fallback) {
        return values.get(property) instanceof Long number ? number : fallback;
    }

    /** What is handed on with a message. */
    public MessageProperties handedOn() {
        if (this == NONE) {
            return MessageProperties.NONE;
        }
        long format = number(Property.PAYLOAD_FORMAT_INDICATOR, -1);
        return new MessageProperties(
                format < 0 ? null : (int) format,
                text(Property.CONTENT_TYPE),
                text(Property.RESPONSE_TOPIC),
                values.get(Property.CORRELATION_DATA) instanceof byte[] bytes ? bytes : null,
                user);
    }

    private @Nullable String text(Property property) {
        return values.get(property) instanceof String text ? text : null;
    }

    @Override
    public String toString() {
        return new HashMap<>(values) + " " + user;
    }
}
