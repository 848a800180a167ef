package dev.mynah.simulator.device;

import java.io.IOException;

/** How a device reaches its server once a channel is open. Safe from any thread. */
interface Wire {
    /** Sends a message. */
    void text(String message) throws IOException;

    /** Sends one Opus packet; returns what went over the wire, for the log. */
    byte[] audio(byte[] opus) throws IOException;

    /** Ends the channel as the firmware does. */
    void hangUp();

    /** Ends everything, as when the device is switched off. */
    void close();
}
