package dev.mynah.ota;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ota.DeviceConfiguration;
import java.util.Optional;

/** Says what a device is told to install. Thread-safe; never waits. */
@FunctionalInterface
public interface FirmwareSource {
    /**
     * What a device that has just reported, and may talk with this server, is told; empty when it is told nothing.
     *
     * @param base what stands before the server's own paths in an address
     */
    Optional<DeviceConfiguration.Firmware> offer(DeviceId device, String base);
}
