package dev.mynah.protocol.mqtt;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a device says of itself on its topics (documented protocols §5). */
public sealed interface TopicReport {

    /** When it was, by the device's clock; null when the device does not say. */
    @Nullable
    Instant timestamp();

    /**
     * How the device is.
     *
     * @param status in a word of the device's choice, such as {@code online}
     * @param uptimeSeconds null when not said; likewise the others
     * @param memoryUsage in percent
     * @param cpuUsage in percent
     * @param wifiSignal in dBm
     * @param all everything it said, these members included
     */
    record Status(
            String status,
            @Nullable Double uptimeSeconds,
            @Nullable Double memoryUsage,
            @Nullable Double cpuUsage,
            @Nullable Double wifiSignal,
            @Nullable Instant timestamp,
            ObjectNode all)
            implements TopicReport {}

    /**
     * What a sensor measured.
     *
     * @param sensorType such as {@code temperature}
     * @param value a number, a text or a truth value
     * @param unit empty when not said
     */
    record Reading(
            String sensorType,
            JsonNode value,
            String unit,
            @Nullable Instant timestamp) implements TopicReport {}

    /**
     * Something that happened.
     *
     * @param name such as {@code voice_command}
     * @param all everything it said
     */
    record Event(String name, @Nullable Instant timestamp, ObjectNode all) implements TopicReport {}

    /**
     * What became of a command.
     *
     * @param commandId of the command; null when the device names it only by {@code command}
     * @param command null when not said
     * @param status such as {@code succeeded} or {@code failed}, in the device's words
     * @param all everything it said
     */
    record Outcome(
            @Nullable String commandId,
            @Nullable String command,
            String status,
            @Nullable Instant timestamp,
            ObjectNode all)
            implements TopicReport {}
}
