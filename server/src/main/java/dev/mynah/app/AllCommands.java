package dev.mynah.app;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.DeviceId;
import dev.mynah.session.TopicCommands;
import java.util.List;

/** Gives commands at every broker there is. Thread-safe. */
record AllCommands(List<TopicCommands> brokers) implements TopicCommands {
    @Override
    public boolean toDevice(DeviceId device, String commandId, String command, ObjectNode parameters) {
        boolean there = false;
        for (TopicCommands broker : brokers) {
            there |= broker.toDevice(device, commandId, command, parameters);
        }
        return there;
    }

    @Override
    public void toGroup(String group, String commandId, String command, ObjectNode parameters) {
        brokers.forEach(broker -> broker.toGroup(group, commandId, command, parameters));
    }

    @Override
    public void toAll(String commandId, String command, ObjectNode parameters) {
        brokers.forEach(broker -> broker.toAll(commandId, command, parameters));
    }
}
