package dev.mynah.config;

import java.util.Locale;

/** The wires a device can be told to use. */
public enum DeviceTransport {
    WEBSOCKET,
    /** Messages over MQTT, audio in datagrams. */
    MQTT;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
