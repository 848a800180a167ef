package dev.mynah.transport.mqtt.device;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.broker.Broker;
import dev.mynah.broker.ClientSession;
import dev.mynah.broker.Message;
import dev.mynah.broker.Principal;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.mqtt.DeviceTopics;
import dev.mynah.protocol.mqtt.DeviceTopics.Kind;
import dev.mynah.protocol.mqtt.DeviceTopics.Scope;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Publishes commands to the topics of those they are for. Thread-safe. */
public final class MqttCommands extends PublishedCommands {
    private final Broker broker;

    public MqttCommands(Broker broker, InstantSource clock) {
        super(clock);
        this.broker = broker;
    }

    @Override
    public boolean toDevice(DeviceId device, String commandId, String command, ObjectNode parameters) {
        Set<String> spellings = new LinkedHashSet<>();
        boolean listens = false;
        for (ClientSession client : broker.sessionsOf(Principal.ofDevice(device))) {
            for (String filter : client.filters()) {
                Optional<String> spelling = spelling(filter, device);
                spelling.ifPresent(spellings::add);
                listens |= spelling.isPresent() && client.connected();
            }
        }
        if (spellings.isEmpty()) {
            spellings.add(device.mac());
        }
        String text = text(commandId, command, parameters, device);
        spellings.forEach(spelling -> publish(DeviceTopics.commands(spelling), text));
        return listens;
    }

    /** How a device spells itself when it subscribes to its commands; it is told them in the same way. */
    private static Optional<String> spelling(String filter, DeviceId device) {
        String anyKind = filter.replaceFirst("^xiaozhi/\\+/", "xiaozhi/commands/");
        return DeviceTopics.parse(anyKind)
                .filter(place -> place.kind() == Kind.COMMANDS)
                .filter(place ->
                        place.scope() instanceof Scope.One one && one.device().equals(device))
                .filter(place ->
                        place.rest().isEmpty() || place.rest().getFirst().equals("#"))
                .map(place -> anyKind.split("/", -1)[2]);
    }

    @Override
    boolean publish(String topic, String text) {
        broker.publish(Principal.SERVER, null, Message.of(topic, text, AT_LEAST_ONCE));
        return true;
    }
}
