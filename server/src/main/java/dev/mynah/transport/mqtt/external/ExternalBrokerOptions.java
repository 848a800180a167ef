package dev.mynah.transport.mqtt.external;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where the broker is, and whom to be there.
 *
 * @param tls whether it must prove who it is, to this machine's own list of authorities
 * @param clientId the same after a restart, so that what is to be acknowledged waits meanwhile
 * @param username empty for none
 * @param password null for none
 * @param firstPause before the first attempt to connect again
 * @param longestPause each pause is about twice the one before, up to this
 */
public record ExternalBrokerOptions(
        String host,
        int port,
        boolean tls,
        String clientId,
        String username,
        byte @Nullable [] password,
        Duration firstPause,
        Duration longestPause) {
    /** The password is a secret. */
    @Override
    public String toString() {
        return "ExternalBrokerOptions[" + clientId + " at " + host + ":" + port + "]";
    }
}
