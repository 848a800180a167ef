package dev.mynah.protocol.mqtt.packet;

/** The properties of MQTT 5.0 §2.2.2.2, with the form of their values. */
public enum Property {
    PAYLOAD_FORMAT_INDICATOR(0x01, Form.BYTE),
    MESSAGE_EXPIRY_INTERVAL(0x02, Form.FOUR_BYTES),
    CONTENT_TYPE(0x03, Form.TEXT),
    RESPONSE_TOPIC(0x08, Form.TEXT),
    CORRELATION_DATA(0x09, Form.BINARY),
    SUBSCRIPTION_IDENTIFIER(0x0B, Form.VARIABLE),
    SESSION_EXPIRY_INTERVAL(0x11, Form.FOUR_BYTES),
    ASSIGNED_CLIENT_IDENTIFIER(0x12, Form.TEXT),
    AUTHENTICATION_METHOD(0x15, Form.TEXT),
    AUTHENTICATION_DATA(0x16, Form.BINARY),
    REQUEST_PROBLEM_INFORMATION(0x17, Form.BYTE),
    WILL_DELAY_INTERVAL(0x18, Form.FOUR_BYTES),
    REQUEST_RESPONSE_INFORMATION(0x19, Form.BYTE),
    REASON_STRING(0x1F, Form.TEXT),
    RECEIVE_MAXIMUM(0x21, Form.TWO_BYTES),
    TOPIC_ALIAS_MAXIMUM(0x22, Form.TWO_BYTES),
    TOPIC_ALIAS(0x23, Form.TWO_BYTES),
    USER_PROPERTY(0x26, Form.TWO_TEXTS),
    MAXIMUM_PACKET_SIZE(0x27, Form.FOUR_BYTES),
    SHARED_SUBSCRIPTION_AVAILABLE(0x2A, Form.BYTE);

    private final int id;
    private final Form form;

    Property(int id, Form form) {
        this.id = id;
        this.form = form;
    }

    enum Form {
        BYTE,
        TWO_BYTES,
        FOUR_BYTES,
        VARIABLE,
        TEXT,
        BINARY,
        TWO_TEXTS
    }

    int id() {
        return id;
    }

    Form form() {
        return form;
    }

    static Property of(int id) throws MqttFormatException {
        for (Property property : values()) {
            if (property.id == id) {
                return property;
            }
        }
        throw MqttFormatException.malformed("no property has the number " + id);
    }
}
