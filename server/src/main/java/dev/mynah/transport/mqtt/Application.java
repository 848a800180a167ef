package dev.mynah.transport.mqtt;

import org.jspecify.annotations.Nullable;

/**
 * A client that wants to come in, as its CONNECT says. Nothing of it is to be believed yet.
 *
 * @param address it connects from
 */
public record Application(String clientId, @Nullable String username, byte @Nullable [] password, String address) {
    /** The password is a secret. */
    @Override
    public String toString() {
        return "Application[" + clientId + " from " + address + "]";
    }
}
