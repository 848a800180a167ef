package dev.mynah.voice.audio.format;

/**
 * What came is not the sound it claims to be, or not one that can be used. The message says in plain words what is wrong
 * and can be given to whoever sent it. Carries no stack trace: a stranger can cause it as often as he likes.
 */
public final class UnreadableSoundException extends Exception {
    private static final long serialVersionUID = 1L;

    /** What kind of trouble it is. */
    public enum Kind {
        /** It is something else than it was said to be. */
        NOT_THIS_FORMAT,
        /** It is what it was said to be, in a form that is not understood. */
        UNSUPPORTED,
        /** It is damaged, cut off, or contradicts itself. */
        DAMAGED,
        /** It is longer than anybody may speak. */
        TOO_LONG
    }

    private final Kind kind;

    public UnreadableSoundException(Kind kind, String reason) {
        super(reason, null, false, false);
        this.kind = kind;
    }

    static UnreadableSoundException damaged(String reason) {
        return new UnreadableSoundException(Kind.DAMAGED, reason);
    }

    static UnreadableSoundException unsupported(String reason) {
        return new UnreadableSoundException(Kind.UNSUPPORTED, reason);
    }

    public Kind kind() {
        return kind;
    }

    /** What is wrong, in words. */
    public String reason() {
        return String.valueOf(getMessage());
    }
}
