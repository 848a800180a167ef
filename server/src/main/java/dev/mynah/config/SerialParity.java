package dev.mynah.config;

import java.util.Locale;

/** The parity bit of a serial line. */
public enum SerialParity {
    NONE,
    ODD,
    EVEN,
    MARK,
    SPACE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
