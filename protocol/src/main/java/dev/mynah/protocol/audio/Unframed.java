package dev.mynah.protocol.audio;

/** What came out of one binary frame. */
public sealed interface Unframed permits AudioPacket, Unframed.Malformed {

    /**
     * The frame carries no audio that could be trusted.
     *
     * @param reason in words for a log line
     */
    record Malformed(String reason) implements Unframed {}
}
