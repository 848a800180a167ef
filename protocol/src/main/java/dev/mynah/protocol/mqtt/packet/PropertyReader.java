package dev.mynah.protocol.mqtt.packet;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the properties of a packet, and refuses those that do not belong there (MQTT 5.0 §2.2.2.2). Stateless. */
final class PropertyReader {
    static final Set<Property> IN_CONNECT = EnumSet.of(
            Property.SESSION_EXPIRY_INTERVAL,
            Property.RECEIVE_MAXIMUM,
            Property.MAXIMUM_PACKET_SIZE,
            Property.TOPIC_ALIAS_MAXIMUM,
            Property.REQUEST_RESPONSE_INFORMATION,
            Property.REQUEST_PROBLEM_INFORMATION,
            Property.USER_PROPERTY,
            Property.AUTHENTICATION_METHOD,
            Property.AUTHENTICATION_DATA);
    static final Set<Property> IN_WILL = EnumSet.of(
            Property.WILL_DELAY_INTERVAL,
            Property.PAYLOAD_FORMAT_INDICATOR,
            Property.MESSAGE_EXPIRY_INTERVAL,
            Property.CONTENT_TYPE,
            Property.RESPONSE_TOPIC,
            Property.CORRELATION_DATA,
            Property.USER_PROPERTY);
    /** A client may not name subscriptions in what it publishes. */
    static final Set<Property> IN_PUBLISH = EnumSet.of(
            Property.PAYLOAD_FORMAT_INDICATOR,
            Property.MESSAGE_EXPIRY_INTERVAL,
            Property.TOPIC_ALIAS,
            Property.CONTENT_TYPE,
            Property.RESPONSE_TOPIC,
            Property.CORRELATION_DATA,
            Property.USER_PROPERTY);

    static final Set<Property> IN_ACKNOWLEDGEMENT = EnumSet.of(Property.REASON_STRING, Property.USER_PROPERTY);
    static final Set<Property> IN_SUBSCRIBE = EnumSet.of(Property.SUBSCRIPTION_IDENTIFIER, Property.USER_PROPERTY);
    static final Set<Property> IN_UNSUBSCRIBE = EnumSet.of(Property.USER_PROPERTY);
    static final Set<Property> IN_DISCONNECT =
            EnumSet.of(Property.SESSION_EXPIRY_INTERVAL, Property.REASON_STRING, Property.USER_PROPERTY);
    static final Set<Property> IN_AUTHENTICATION = EnumSet.of(
            Property.AUTHENTICATION_METHOD,
            Property.AUTHENTICATION_DATA,
            Property.REASON_STRING,
            Property.USER_PROPERTY);

    private PropertyReader() {}

    static Properties read(Fields fields, Set<Property> allowed) throws MqttFormatException {
        int length = fields.variable();
        if (length == 0) {
            return Properties.NONE;
        }
        int end = fields.left() - length;
        if (end < 0) {
            throw MqttFormatException.malformed("properties are longer than their packet");
        }
        Map<Property, Object> values = new EnumMap<>(Property.class);
        List<MessageProperties.UserProperty> user = new ArrayList<>();
        while (fields.left() > end) {
            Property property = Property.of(fields.variable());
            if (!allowed.contains(property)) {
                throw MqttFormatException.against(property + " has no place in this packet");
            }
            if (property == Property.USER_PROPERTY) {
                user.add(new MessageProperties.UserProperty(fields.text(), fields.text()));
            } else if (values.put(property, value(fields, property)) != null) {
                throw MqttFormatException.against(property + " is there twice");
            }
        }
        if (fields.left() != end) {
            throw MqttFormatException.malformed("the last property is longer than all properties");
        }
        return new Properties(values, user);
    }

    private static Object value(Fields fields, Property property) throws MqttFormatException {
        return switch (property.form()) {
            case BYTE -> flag(fields.oneByte(), property);
            case TWO_BYTES -> (long) fields.twoBytes();
            case FOUR_BYTES -> fields.fourBytes();
            case VARIABLE -> (long) fields.variable();
            case TEXT -> fields.text();
            case BINARY -> fields.binary();
            case TWO_TEXTS -> throw new IllegalStateException("user properties are read elsewhere");
        };
    }

    private static long flag(int value, Property property) throws MqttFormatException {
        if (value > 1) {
            throw MqttFormatException.against(property + " is neither 0 nor 1");
        }
        return value;
    }
}
