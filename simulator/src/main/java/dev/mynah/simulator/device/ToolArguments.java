package dev.mynah.simulator.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.json.JsonText;
import java.util.Map;

/** Checks arguments the way the firmware does (firmware wire contract §6.4): no conversions, fractions cut off. */
final class ToolArguments {
    private ToolArguments() {}

    static ObjectNode check(ObjectNode schema, JsonNode arguments) throws DeviceTools.ToolFailure {
        ObjectNode checked = JsonText.newObject();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String name = property.getKey();
            JsonNode rule = property.getValue();
            JsonNode given = arguments.path(name);
            if (fits(rule.path("type").asText(), given)) {
                checked.set(name, inRange(rule, given));
            } else if (rule.has("default")) {
                checked.set(name, rule.path("default"));
            } else {
                throw new DeviceTools.ToolFailure("Missing valid argument: " + name);
            }
        }
        return checked;
    }

    private static boolean fits(String type, JsonNode given) {
        return switch (type) {
            case "boolean" -> given.isBoolean();
            case "integer" -> given.isNumber();
            default -> given.isTextual();
        };
    }

    private static JsonNode inRange(JsonNode rule, JsonNode given) throws DeviceTools.ToolFailure {
        if (!given.isNumber()) {
            return given;
        }
        int value = given.intValue();
        if (rule.has("minimum") && value < rule.path("minimum").intValue()) {
            throw new DeviceTools.ToolFailure(
                    "Value is below minimum allowed: " + rule.path("minimum").intValue());
        }
        if (rule.has("maximum") && value > rule.path("maximum").intValue()) {
            throw new DeviceTools.ToolFailure(
                    "Value exceeds maximum allowed: " + rule.path("maximum").intValue());
        }
        return com.fasterxml.jackson.databind.node.IntNode.valueOf(value);
    }
}
