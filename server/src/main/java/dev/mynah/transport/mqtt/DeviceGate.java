package dev.mynah.transport.mqtt;

import dev.mynah.protocol.DeviceId;

/** Whether a device that has proved who it is may come in. Thread-safe, answers from memory. */
@FunctionalInterface
public interface DeviceGate {
    /** Lets in whoever comes. */
    DeviceGate OPEN = (device, uuid) -> true;

    /** @param uuid the device made at its first boot; empty when it is known by something else, such as its token */
    boolean admits(DeviceId device, String uuid);
}
