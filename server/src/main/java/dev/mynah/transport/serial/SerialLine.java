package dev.mynah.transport.serial;

import java.io.IOException;
import java.util.Optional;

/** An open serial line. Confined to the thread that opened it, except for {@link #close}. */
interface SerialLine extends AutoCloseable {
    /**
     * Reads what is there, waiting a little for something to come.
     *
     * @return empty when nothing came
     * @throws IOException when the line is gone, such as an adapter that was pulled out
     */
    byte[] read() throws IOException;

    /** Writes all bytes, or fails when the other end does not take them for about a second. */
    void write(byte[] bytes) throws IOException;

    @Override
    void close();

    /** Opens lines. */
    @FunctionalInterface
    interface Opener {
        /** The line of a port, or empty when there is nothing at its path now. */
        Optional<SerialLine> open(SerialPortOptions port) throws IOException;
    }
}
