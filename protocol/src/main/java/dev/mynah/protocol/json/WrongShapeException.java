package dev.mynah.protocol.json;

/**
 * A JSON text is not what the wire contract says. Codecs turn it into their "malformed" result; it carries no stack
 * trace because a stranger can cause it as often as he likes.
 */
public final class WrongShapeException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says in a few words which member is wrong and how. */
    public WrongShapeException(String reason) {
        super(reason, null, false, false);
    }

    /** The reason, in words for a log line. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
