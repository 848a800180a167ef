package dev.mynah.simulator.net;

/** Hears what a server sends. Called on a reading thread, {@code closed} last and once. */
public interface WireListener {
    /** A whole text message. */
    void text(String text);

    /** A whole binary message. */
    void binary(byte[] payload);

    /**
     * The connection is over.
     *
     * @param why in words
     */
    void closed(String why);
}
