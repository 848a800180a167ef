package dev.mynah.session;

import dev.mynah.protocol.DeviceId;

/** Whether somebody is the device it says it is. Asked by every wire; may wait for a store, so never on an event loop. */
@FunctionalInterface
public interface DeviceGate {
    /**
     * Checks a credential.
     *
     * @param token as it was shown; empty when none was
     */
    boolean admits(DeviceId device, String token);
}
