package dev.mynah.protocol.mqtt.packet;

/**
 * Bytes are no packet, or one that may not be sent. Without a stack trace, because a stranger can cause it as often as he
 * likes.
 */
public final class MqttFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    /** How it is wrong. */
    public enum Kind {
        /** It cannot be read. */
        MALFORMED,
        /** It can be read, and breaks a rule. */
        PROTOCOL_ERROR,
        /** It is of no version that is spoken here. */
        UNSUPPORTED_VERSION,
        /** It is longer than is taken. */
        TOO_LONG
    }

    private final Kind kind;

    private MqttFormatException(Kind kind, String reason) {
        super(reason, null, false, false);
        this.kind = kind;
    }

    static MqttFormatException malformed(String reason) {
        return new MqttFormatException(Kind.MALFORMED, reason);
    }

    static MqttFormatException against(String rule) {
        return new MqttFormatException(Kind.PROTOCOL_ERROR, rule);
    }

    static MqttFormatException version(String reason) {
        return new MqttFormatException(Kind.UNSUPPORTED_VERSION, reason);
    }

    static MqttFormatException tooLong(int length, int limit) {
        return new MqttFormatException(Kind.TOO_LONG, length + " bytes, where " + limit + " are taken");
    }

    public Kind kind() {
        return kind;
    }

    /** What is wrong, in words for a log line; holds nothing of what was sent but numbers. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
