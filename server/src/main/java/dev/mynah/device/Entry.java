package dev.mynah.device;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.ota.FirmwareVersion;
import dev.mynah.session.SessionEnd;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A device in memory. Immutable.
 *
 * @param stored whether the store has it
 * @param connections those that are open, the latest last
 * @param condition how it says it is
 * @param words what a search looks through, in lower case
 * @param nameKey the name in lower case
 * @param firmwareKey a text that compares as the firmware's version does; empty when it is none
 */
record Entry(
        Device device,
        boolean stored,
        List<Connection> connections,
        Condition condition,
        String words,
        String nameKey,
        String firmwareKey) {
    /** More at once than a device has reason to have; of further ones only that it is there is known. */
    private static final int MAX_CONNECTIONS = 8;

    /** One connection on whatever wire. */
    record Connection(String id, String transport, Instant since) {}

    static Entry of(Device device, boolean stored) {
        return of(device, stored, List.of(), Condition.UNKNOWN);
    }

    private static Entry of(Device device, boolean stored, List<Connection> connections, Condition condition) {
        Reported reported = device.reported();
        String name = device.name().toLowerCase(Locale.ROOT);
        String words = String.join(
                        "\n",
                        name,
                        device.id().mac(),
                        reported.board(),
                        reported.chip(),
                        reported.firmware(),
                        device.arrangement().notes())
                .toLowerCase(Locale.ROOT);
        String key = FirmwareVersion.reported(reported.firmware())
                .map(Entry::comparable)
                .orElse("");
        return new Entry(device, stored, connections, condition, words, name, key);
    }

    /** Eleven digits for every number, so that texts compare as versions do. */
    private static String comparable(FirmwareVersion version) {
        StringBuilder key = new StringBuilder();
        for (int number : version.numbers()) {
            key.append(10_000_000_000L + number).append('.');
        }
        return key.toString();
    }

    /** After a change by people; what the device said and did meanwhile stays. */
    Entry changed(Device changed) {
        return of(changed.with(device.reported()).with(device.seen()), true, connections, condition);
    }

    Entry reported(Reported said, Instant now) {
        Device next = device.with(device.seen().now(now));
        return said.equals(device.reported())
                ? new Entry(next, stored, connections, condition, words, nameKey, firmwareKey)
                : of(next.with(said), stored, connections, condition);
    }

    Entry connected(Connection connection) {
        List<Connection> open = new ArrayList<>(connections);
        open.removeIf(other -> other.id().equals(connection.id()));
        if (open.size() >= MAX_CONNECTIONS) {
            open.removeFirst();
        }
        open.add(connection);
        Device next = device.with(device.seen().on(connection.transport(), connection.since()));
        return new Entry(next, stored, List.copyOf(open), condition, words, nameKey, firmwareKey);
    }

    Entry left(String connection, SessionEnd reason, Instant now) {
        List<Connection> open = connections.stream()
                .filter(other -> !other.id().equals(connection))
                .toList();
        return open.size() == connections.size()
                ? this
                : new Entry(
                        device.with(device.seen().left(reason, now)),
                        stored,
                        open,
                        condition,
                        words,
                        nameKey,
                        firmwareKey);
    }

    /** Whether the last sign of the device is older than that. */
    boolean seenBefore(Instant moment) {
        Instant last = device.seen().at();
        return last == null || last.isBefore(moment);
    }

    Entry seen(Instant moment) {
        return new Entry(
                device.with(device.seen().now(moment)), stored, connections, condition, words, nameKey, firmwareKey);
    }

    Entry using(String tokenId) {
        return new Entry(
                device.with(device.seen().using(tokenId)), stored, connections, condition, words, nameKey, firmwareKey);
    }

    Entry outOf(String group) {
        List<String> groups = device.arrangement().groups().stream()
                .filter(other -> !other.equals(group))
                .toList();
        return of(device.with(device.arrangement().in(groups)), stored, connections, condition);
    }

    Entry saying(ObjectNode values, Instant now) {
        return new Entry(
                device.with(device.seen().now(now)),
                stored,
                connections,
                condition.with(values, now),
                words,
                nameKey,
                firmwareKey);
    }

    KnownDevice known() {
        return new KnownDevice(device, presence(), condition);
    }

    Entry nowStored() {
        return new Entry(device, true, connections, condition, words, nameKey, firmwareKey);
    }

    Presence presence() {
        Optional<Connection> latest = connections.isEmpty() ? Optional.empty() : Optional.of(connections.getLast());
        Seen seen = device.seen();
        return new Presence(
                latest.isPresent(),
                latest.map(Connection::since).orElse(null),
                latest.map(Connection::transport).orElse(seen.transport()),
                seen.at(),
                latest.isPresent() ? null : seen.leftFor());
    }
}
