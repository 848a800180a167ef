package dev.mynah.protocol;

import java.util.Locale;
import java.util.Optional;

/** How a device decides when its user has finished (firmware wire contract §4.5). */
public enum ListenMode {
    /** The server detects the end of speech. */
    AUTO,
    /** Push to talk: the device says start and stop. */
    MANUAL,
    /** Full duplex: the microphone stays open while the device speaks. */
    REALTIME;

    /** The lower-case name that goes on the wire. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The mode of exactly that wire name. */
    public static Optional<ListenMode> named(String name) {
        return switch (name) {
            case "auto" -> Optional.of(AUTO);
            case "manual" -> Optional.of(MANUAL);
            case "realtime" -> Optional.of(REALTIME);
            case String other -> Optional.empty();
        };
    }
}
