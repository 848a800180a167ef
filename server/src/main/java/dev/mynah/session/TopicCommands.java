package dev.mynah.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.DeviceId;

/**
 * Gives commands to devices that subscribe to them (documented protocols §5); stock firmware does not, and is reached by its
 * {@link MessageLink}. Thread-safe, and nothing waits. A command is sent with QoS 1: to those who are there now, and to
 * those whose subscriptions are kept while they are away.
 */
public interface TopicCommands {
    /**
     * A command for one device.
     *
     * @param commandId comes back with its outcome
     * @return whether the device is there and subscribed; what became of the command it says itself
     */
    boolean toDevice(DeviceId device, String commandId, String command, ObjectNode parameters);

    /** A command for the devices of a group. */
    void toGroup(String group, String commandId, String command, ObjectNode parameters);

    /** A command for all devices. */
    void toAll(String commandId, String command, ObjectNode parameters);
}
