package dev.mynah.transport.mqtt.device;

import dev.mynah.broker.Message;

/** The way to one connected device. Thread-safe, and nothing waits. */
interface DeviceWire {
    /**
     * Sends what the server says.
     *
     * @return false when the device is gone or does not read
     */
    boolean push(Message message);

    /**
     * Hands on what an operator published to the device; others who subscribed get it from the broker.
     *
     * @return false when the device is gone or does not read
     */
    boolean forward(Message message);
}
