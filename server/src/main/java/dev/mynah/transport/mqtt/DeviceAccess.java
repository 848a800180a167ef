package dev.mynah.transport.mqtt;

import dev.mynah.broker.Access;
import dev.mynah.broker.Principal;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.mqtt.DeviceTopics;
import dev.mynah.protocol.mqtt.DeviceTopics.Kind;
import dev.mynah.protocol.mqtt.DeviceTopics.Scope;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Who may do what (documented protocols §5). A device has what is its own, its groups' and everybody's, and gives no
 * commands. An operator sees everything; one with the right to use devices may publish anything but what only devices say.
 * Thread-safe.
 */
public final class DeviceAccess implements Access {
    private final Function<DeviceId, Set<String>> groups;

    /** @param groups a device is in; answers from memory */
    public DeviceAccess(Function<DeviceId, Set<String>> groups) {
        this.groups = groups;
    }

    @Override
    public boolean mayPublish(Principal who, String topic) {
        return switch (who) {
            case Principal.Server server -> true;
            case Principal.Operator operator ->
                operator.mayPublish() && !topic.startsWith("$") && !topic.equals(DeviceTopics.SERVER);
            case Principal.Device device ->
                topic.equals(DeviceTopics.SERVER)
                        || DeviceTopics.parse(topic)
                                .filter(place -> place.kind() != Kind.COMMANDS)
                                .filter(place -> reaches(device.id(), place.scope()))
                                .isPresent();
        };
    }

    @Override
    public boolean maySubscribe(Principal who, String filter) {
        return switch (who) {
            case Principal.Server server -> true;
            case Principal.Operator operator -> true;
            case Principal.Device device -> ownFilter(device.id(), filter);
        };
    }

    private boolean ownFilter(DeviceId device, String filter) {
        // Firmware of long ago subscribes what its configuration names, and the configuration names nothing.
        if (filter.equals(DeviceTopics.NOTHING)) {
            return true;
        }
        if (DeviceTopics.pushedTo(filter).filter(device::equals).isPresent()) {
            return true;
        }
        // Which kind of its own topics is meant does not matter.
        Optional<DeviceTopics.Place> place =
                DeviceTopics.parse(filter.replaceFirst("^xiaozhi/\\+/", "xiaozhi/status/"));
        return place.filter(found -> reaches(device, found.scope()) && !(found.scope() instanceof Scope.Publisher))
                .isPresent();
    }

    private boolean reaches(DeviceId device, Scope scope) {
        return switch (scope) {
            case Scope.One one -> one.device().equals(device);
            case Scope.Group group -> groups.apply(device).contains(group.id());
            case Scope.All all -> true;
            case Scope.Publisher publisher -> true;
        };
    }
}
