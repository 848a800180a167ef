package dev.mynah.protocol.serial;

import java.util.List;

/**
 * One end of a serial line. Not thread-safe. Whatever comes, nothing throws and nothing grows; what is no message is
 * skipped and counted, and the next message is found again.
 */
public interface SerialCodec {
    /** The two ways to talk. */
    enum Dialect {
        /** {@code $LED,ON,255#} */
        TEXT,
        /** Frames of {@link dev.mynah.protocol.frame.FrameFormat#SERIAL}. */
        BINARY
    }

    /** Which end it is: what a name without status means depends on who says it. */
    enum End {
        SERVER,
        DEVICE
    }

    /** A codec for a line that begins now. */
    static SerialCodec of(Dialect dialect, End end) {
        return switch (dialect) {
            case TEXT -> new SerialText(end);
            case BINARY -> new SerialFrames();
        };
    }

    /** The bytes of a message. */
    byte[] encode(SerialMessage message);

    /** Takes bytes as they came and returns the messages that are complete with them. */
    List<SerialMessage> receive(byte[] bytes);

    /** The line has been silent for a while: what is incomplete is given up. */
    List<SerialMessage> quiet();

    /** The line was plugged in anew. */
    void reset();

    /** Bytes, or messages, that meant nothing so far. */
    long skipped();
}
