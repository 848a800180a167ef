package dev.mynah.config;

import java.util.Locale;

/** How a device on a serial line talks. */
public enum SerialDialect {
    TEXT,
    BINARY;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
