package dev.mynah.transport.mqtt;

import dev.mynah.protocol.DeviceId;
import java.util.Optional;

/** Tokens of devices that are not stock firmware. Thread-safe, answers from memory. */
@FunctionalInterface
public interface DeviceTokens {
    /** There are none. */
    DeviceTokens NONE = (username, token) -> Optional.empty();

    /**
     * The device a token belongs to.
     *
     * @param username that was given with it, in which devices say who they are
     */
    Optional<DeviceId> find(String username, String token);
}
