package dev.mynah.protocol.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.json.Members;
import dev.mynah.protocol.json.WrongShapeException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Text of what devices report on topics. A stranger writes it: nothing is believed, nothing throws. Thread-safe. */
public final class TopicReports {
    /** Longer texts are no report. */
    public static final int MAX_BYTES = 16 * 1024;

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");
    private static final int MAX_WORD = 128;

    /** Numbers from here on are milliseconds: as seconds they would be in the year 5138. */
    private static final long MILLISECONDS_FROM = 100_000_000_000L;

    private TopicReports() {}

    /** What a payload turned out to be. */
    public sealed interface Read {
        /** A report. */
        record Valid(TopicReport report) implements Read {}

        /**
         * No report.
         *
         * @param reason in words for a log line; holds member names, never values
         */
        record Refused(String reason) implements Read {}
    }

    /**
     * Reads what a device published below {@code xiaozhi}.
     *
     * @param publisher who it is, whatever the text says
     */
    public static Read read(DeviceTopics.Place place, DeviceId publisher, byte[] payload) {
        if (payload.length > MAX_BYTES) {
            return new Read.Refused("longer than " + MAX_BYTES + " bytes");
        }
        try {
            Members members = JsonText.object(new String(payload, StandardCharsets.UTF_8));
            requireOwn(members, publisher);
            return new Read.Valid(report(place, members));
        } catch (WrongShapeException wrong) {
            return new Read.Refused(wrong.reason());
        }
    }

    private static TopicReport report(DeviceTopics.Place place, Members members) throws WrongShapeException {
        return switch (place.kind()) {
            case COMMANDS -> throw new WrongShapeException("devices give no commands");
            case STATUS -> status(place.rest(), members);
            case SENSORS -> reading(place.rest(), members);
            case EVENTS -> event(place.rest(), members);
        };
    }

    private static TopicReport status(List<String> rest, Members members) throws WrongShapeException {
        if (!rest.isEmpty()) {
            throw new WrongShapeException("a status topic has no more levels");
        }
        String status = word(members, "status");
        String id = members.member("command_id") == null ? null : word(members, "command_id");
        String command = members.member("command") == null ? null : word(members, "command");
        if (id != null || command != null) {
            return new TopicReport.Outcome(id, command, status, timestamp(members), members.node());
        }
        return new TopicReport.Status(
                status,
                number(members, "uptime"),
                number(members, "memory_usage"),
                number(members, "cpu_usage"),
                number(members, "wifi_signal"),
                timestamp(members),
                members.node());
    }

    private static TopicReport reading(List<String> rest, Members members) throws WrongShapeException {
        if (rest.size() != 1 || !NAME.matcher(rest.getFirst()).matches()) {
            throw new WrongShapeException("a sensor topic ends with the sensor's type");
        }
        String type = rest.getFirst();
        if (!members.text("sensor_type", type).equals(type)) {
            throw new WrongShapeException("'sensor_type' is not that of the topic");
        }
        JsonNode value = members.member("value");
        if (value == null || !value.isValueNode() || value.asText().length() > MAX_WORD) {
            throw new WrongShapeException("'value' is no number, text or truth value");
        }
        if (value.isNumber() && !Double.isFinite(value.doubleValue())) {
            throw new WrongShapeException("'value' is too large");
        }
        String unit = members.member("unit") == null ? "" : members.text("unit");
        if (unit.length() > MAX_WORD) {
            throw new WrongShapeException("'unit' is too long");
        }
        return new TopicReport.Reading(type, value, unit, timestamp(members));
    }

    private static TopicReport event(List<String> rest, Members members) throws WrongShapeException {
        String name = rest.isEmpty() ? named(members) : rest.getFirst();
        if (rest.size() > 1 || !NAME.matcher(name).matches()) {
            throw new WrongShapeException("an event topic ends with the event's name");
        }
        return new TopicReport.Event(name, timestamp(members), members.node());
    }

    private static String named(Members members) throws WrongShapeException {
        for (String member : List.of("event", "event_type", "type")) {
            String name = members.textIfAny(member);
            if (name != null) {
                return name;
            }
        }
        throw new WrongShapeException("'event' is missing");
    }

    private static void requireOwn(Members members, DeviceId publisher) throws WrongShapeException {
        if (members.member("device_id") == null) {
            return;
        }
        Optional<DeviceId> claimed = DeviceTopics.device(members.text("device_id"));
        if (claimed.filter(publisher::equals).isEmpty()) {
            throw new WrongShapeException("'device_id' is not the publisher's");
        }
    }

    private static String word(Members members, String name) throws WrongShapeException {
        String word = members.text(name);
        if (word.isBlank() || word.length() > MAX_WORD) {
            throw new WrongShapeException("'" + name + "' is empty or too long");
        }
        return word;
    }

    private static @Nullable Double number(Members members, String name) throws WrongShapeException {
        JsonNode found = members.member(name);
        if (found == null) {
            return null;
        }
        if (!found.isNumber() || !Double.isFinite(found.doubleValue())) {
            throw new WrongShapeException("'" + name + "' is not a number");
        }
        return found.doubleValue();
    }

    private static @Nullable Instant timestamp(Members members) throws WrongShapeException {
        JsonNode found = members.member("timestamp");
        if (found == null) {
            return null;
        }
        try {
            if (found.isTextual()) {
                return OffsetDateTime.parse(found.textValue()).toInstant();
            }
            if (found.isNumber() && found.canConvertToLong()) {
                long number = found.longValue();
                return Math.abs(number) < MILLISECONDS_FROM
                        ? Instant.ofEpochSecond(number)
                        : Instant.ofEpochMilli(number);
            }
        } catch (DateTimeException unreadable) {
            throw new WrongShapeException("'timestamp' is no time of ISO 8601 with its zone");
        }
        throw new WrongShapeException("'timestamp' is no time");
    }

    /** A command for devices that subscribe to their commands. */
    public static String command(
            String commandId, String command, ObjectNode parameters, Instant now, @Nullable DeviceId device) {
        ObjectNode node = JsonText.newObject()
                .put("command", command)
                .put("command_id", commandId)
                .put("timestamp", now.toString());
        node.set("parameters", parameters);
        if (device != null) {
            node.put("device_id", device.mac());
        }
        return JsonText.write(node);
    }
}
