package dev.mynah.event;

import java.util.Locale;

/** What can happen that people who watch want to know at once. */
public enum EventType {
    DEVICE_CONNECTED,
    DEVICE_DISCONNECTED,
    /** A device nobody has bound shows its activation code. */
    DEVICE_WAITING,
    DEVICE_ACTIVATED,
    DEVICE_CHANGED,
    DEVICE_REMOVED,
    /** Somebody begins to talk with a device. */
    TURN_STARTED,
    TURN_FINISHED,
    COMMAND_CHANGED,
    PROVIDER_CHANGED,
    /** Something did not work. Not called error, because a browser's event stream uses that name for its own. */
    FAILURE,
    /** More happened than is remembered: what was shown must be loaded anew. Only said to a watcher, never kept. */
    MISSED;

    /** The type as the event stream writes it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
