package dev.mynah.voice.audio;

/** A packet that is not Opus. */
public final class CorruptPacketException extends Exception {
    private static final long serialVersionUID = 1L;

    public CorruptPacketException(String message) {
        super(message);
    }
}
