package dev.mynah.transport.mqtt.device;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.mqtt.DeviceTopics;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** Publishes commands at a broker that is not ours, to devices as they spell themselves there. Thread-safe. */
public final class ExternalCommands extends PublishedCommands {
    private final ExternalOutlet outlet;
    private final ExternalDevices devices;

    public ExternalCommands(ExternalOutlet outlet, ExternalDevices devices, InstantSource clock) {
        super(clock);
        this.outlet = outlet;
        this.devices = devices;
    }

    /** Who subscribes at another broker it does not say; a device that was heard of counts as there. */
    @Override
    public boolean toDevice(DeviceId device, String commandId, String command, ObjectNode parameters) {
        String topic = DeviceTopics.commands(devices.spelling(device));
        return publish(topic, text(commandId, command, parameters, device)) && devices.heardOf(device);
    }

    @Override
    boolean publish(String topic, String text) {
        return outlet.publish(topic, text.getBytes(StandardCharsets.UTF_8), AT_LEAST_ONCE);
    }
}
