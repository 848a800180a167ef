package dev.mynah.transport.mqtt.device;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.mqtt.DeviceTopics;
import dev.mynah.protocol.mqtt.DeviceTopics.Kind;
import dev.mynah.protocol.mqtt.TopicReports;
import dev.mynah.session.TopicCommands;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** Commands on the topics of those they are for (documented protocols §5), at whichever broker. Thread-safe. */
abstract class PublishedCommands implements TopicCommands {
    static final int AT_LEAST_ONCE = 1;

    private final InstantSource clock;

    PublishedCommands(InstantSource clock) {
        this.clock = clock;
    }

    /** False when the broker did not take it. */
    abstract boolean publish(String topic, String text);

    @Override
    public final void toGroup(String group, String commandId, String command, ObjectNode parameters) {
        publish(DeviceTopics.ofGroup(Kind.COMMANDS, group), text(commandId, command, parameters, null));
    }

    @Override
    public final void toAll(String commandId, String command, ObjectNode parameters) {
        publish(DeviceTopics.ofAll(Kind.COMMANDS), text(commandId, command, parameters, null));
    }

    final String text(String commandId, String command, ObjectNode parameters, @Nullable DeviceId device) {
        return TopicReports.command(commandId, command, parameters, clock.instant(), device);
    }
}
