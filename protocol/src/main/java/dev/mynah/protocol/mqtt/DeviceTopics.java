package dev.mynah.protocol.mqtt;

import dev.mynah.protocol.DeviceId;
import java.util.List;
import java.util.Optional;

/** The topics devices use (documented protocols §5). Stateless and thread-safe. */
public final class DeviceTopics {
    /** What stock firmware publishes everything to. */
    public static final String SERVER = "device-server";

    /** What the configuration names as the topic to subscribe: stock firmware stores it and never looks at it. */
    public static final String NOTHING = "null";

    private static final String ROOT = "xiaozhi";
    private static final String PUSH = "devices/p2p/";
    private static final String BROADCAST = "broadcast";
    private static final String GROUP = "group";

    private DeviceTopics() {}

    /** Kinds of topics, the second level. */
    public enum Kind {
        COMMANDS("commands"),
        STATUS("status"),
        SENSORS("sensors"),
        EVENTS("events");

        private final String level;

        Kind(String level) {
            this.level = level;
        }

        static Optional<Kind> named(String level) {
            for (Kind kind : values()) {
                if (kind.level.equals(level)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }

    /** Whom a topic is about. */
    public sealed interface Scope {
        /** One device, in whatever spelling. */
        record One(DeviceId device) implements Scope {}

        /** The devices of a group. */
        record Group(String id) implements Scope {}

        /** All devices. */
        record All() implements Scope {}

        /** Whoever publishes; the topic names nobody. */
        record Publisher() implements Scope {}
    }

    /**
     * A topic below {@code xiaozhi}.
     *
     * @param rest the levels after the scope
     */
    public record Place(Kind kind, Scope scope, List<String> rest) {}

    /** What the server pushes to a device, which has not subscribed to it. */
    public static String push(DeviceId device) {
        return PUSH + device.mac().replace(':', '_');
    }

    /** What a device publishes to at a broker that does not say who published. */
    public static String server(ClientId client) {
        return SERVER + "/" + client;
    }

    /** Whose topic of that kind it is; empty when it is another topic. */
    public static Optional<ClientId> publisher(String topic) {
        return topic.startsWith(SERVER + "/") ? ClientId.parse(topic.substring(SERVER.length() + 1)) : Optional.empty();
    }

    /** What the server pushes to a device at such a broker. */
    public static String push(ClientId client) {
        return PUSH + client;
    }

    /** The device a topic pushes to; empty when it is another topic. */
    public static Optional<DeviceId> pushedTo(String topic) {
        return topic.startsWith(PUSH) ? device(topic.substring(PUSH.length())) : Optional.empty();
    }

    /** Where a device's topics of a kind begin. */
    public static String of(Kind kind, DeviceId device) {
        return ROOT + "/" + kind.level + "/" + device.mac();
    }

    /** Where a device's commands are, in its own spelling of itself. */
    public static String commands(String spelling) {
        return ROOT + "/" + Kind.COMMANDS.level + "/" + spelling;
    }

    /** Where topics for a group are. */
    public static String ofGroup(Kind kind, String group) {
        return ROOT + "/" + kind.level + "/" + GROUP + "/" + group;
    }

    /** Where topics for all devices are. */
    public static String ofAll(Kind kind) {
        return ROOT + "/" + kind.level + "/" + BROADCAST;
    }

    /** Events of a name, of any device. */
    public static String events(String name) {
        return ROOT + "/" + Kind.EVENTS.level + "/" + name;
    }

    /**
     * The device an identifier names: a MAC address in either case, its pairs separated by {@code :}, {@code -},
     * {@code _} or nothing.
     */
    public static Optional<DeviceId> device(String level) {
        return level.indexOf('-') >= 0 && level.indexOf('_') >= 0
                ? Optional.empty()
                : DeviceId.parse(level.replace('_', '-'));
    }

    /**
     * Takes apart a topic, or a filter whose wildcards are levels like any other; empty when it is not below
     * {@code xiaozhi} or of no known kind.
     */
    public static Optional<Place> parse(String topic) {
        List<String> levels = List.of(topic.split("/", -1));
        if (levels.size() < 3 || !levels.getFirst().equals(ROOT)) {
            return Optional.empty();
        }
        return Kind.named(levels.get(1)).flatMap(kind -> place(kind, levels));
    }

    private static Optional<Place> place(Kind kind, List<String> levels) {
        String third = levels.get(2);
        List<String> after = levels.subList(3, levels.size());
        if (third.equals(BROADCAST)) {
            return Optional.of(new Place(kind, new Scope.All(), after));
        }
        if (third.equals(GROUP)) {
            return after.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Place(kind, new Scope.Group(after.getFirst()), after.subList(1, after.size())));
        }
        Optional<DeviceId> device = device(third);
        if (device.isPresent()) {
            return Optional.of(new Place(kind, new Scope.One(device.get()), after));
        }
        boolean named = kind == Kind.EVENTS && after.isEmpty();
        return named ? Optional.of(new Place(kind, new Scope.Publisher(), List.of(third))) : Optional.empty();
    }
}
