package dev.mynah.session;

import java.util.Locale;

/** Why a session ended: exactly one reason for each, logged once. */
public enum SessionEnd {
    /** The device closed the channel, or its connection broke. */
    DEVICE_LEFT,
    /** Nobody said anything for the idle time. */
    IDLE,
    /** The user said good-bye. */
    FAREWELL,
    /** The same device opened another channel. */
    TAKEN_OVER,
    /** The device was unbound, paired anew, or its token was revoked. */
    UNBOUND,
    /** The device did not say hello in time. */
    NO_HELLO,
    /** The device, or what it showed to prove itself, is not accepted. */
    UNAUTHENTICATED,
    /** The device sent more than the server takes. */
    OVERLOADED,
    /** The device does not read what it is sent. */
    CONGESTED,
    /** A frame broke the rules of the wire beyond repair. */
    PROTOCOL_ERROR,
    /** The server stops. */
    SERVER_STOPPING;

    /** The reason as a log field or metric label. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
