package dev.mynah.transport.mqtt.device;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.mqtt.DeviceTopics;
import dev.mynah.protocol.mqtt.DeviceTopics.Kind;
import dev.mynah.protocol.mqtt.TopicReports;
import dev.mynah.session.TopicCommands;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Publishes commands at a broker that is not ours, to devices as they spell themselves there. Thread-safe. */
public final class ExternalCommands implements TopicCommands {
    private static final int AT_LEAST_ONCE = 1;

    private final ExternalOutlet outlet;
    private final ExternalDevices devices;
    private final InstantSource clock;

    public ExternalCommands(ExternalOutlet outlet, ExternalDevices devices, InstantSource clock) {
        this.outlet = outlet;
        this.devices = devices;
        this.clock = clock;
    }

    /** Who subscribes at another broker it does not say; a device that was heard of counts as there. */
    @Override
    public boolean toDevice(DeviceId device, String commandId, String command, ObjectNode parameters) {
        String topic = DeviceTopics.commands(devices.spelling(device));
        return publish(topic, text(commandId, command, parameters, device)) && devices.heardOf(device);
    }

    @Override
    public void toGroup(String group, String commandId, String command, ObjectNode parameters) {
        publish(DeviceTopics.ofGroup(Kind.COMMANDS, group), text(commandId, command, parameters, null));
    }

    @Override
    public void toAll(String commandId, String command, ObjectNode parameters) {
        publish(DeviceTopics.ofAll(Kind.COMMANDS), text(commandId, command, parameters, null));
    }

    private String text(String commandId, String command, ObjectNode parameters, @Nullable DeviceId device) {
        return TopicReports.command(commandId, command, parameters, clock.instant(), device);
    }

    private boolean publish(String topic, String text) {
        return outlet.publish(topic, text.getBytes(StandardCharsets.UTF_8), AT_LEAST_ONCE);
    }
}
