package dev.mynah.protocol.serial;

import java.util.Optional;

/** What a device says became of a command (documented protocols §7). */
public enum SerialStatus {
    /** It was done. */
    OK(0),
    /** It was tried and failed. */
    ERR(1),
    /** A parameter is wrong. */
    PARAM(2),
    /** It took too long on the device's side. */
    TIMEOUT(3),
    /** The device has something else to do. */
    BUSY(4),
    /** The device knows no such command. */
    UNKNOWN(5);

    private final int number;

    SerialStatus(int number) {
        this.number = number;
    }

    /** Its number in frames. */
    public int number() {
        return number;
    }

    /** The status of a word, which must be written exactly so. */
    public static Optional<SerialStatus> named(String word) {
        for (SerialStatus status : values()) {
            if (status.name().equals(word)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }

    /** The status of a number in a frame. */
    public static Optional<SerialStatus> numbered(int number) {
        for (SerialStatus status : values()) {
            if (status.number == number) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}
