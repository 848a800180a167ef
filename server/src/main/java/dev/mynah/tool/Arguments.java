package dev.mynah.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fits a model's arguments to a tool's schema. Devices do not convert: {@code "50"} for an integer is a missing argument to
 * them (firmware wire contract §6.4, C81).
 */
final class Arguments {
    /** What became of the arguments. */
    sealed interface Fitted {
        /** They fit; members the schema does not know are left out. */
        record Ready(ObjectNode arguments) implements Fitted {}

        /** They cannot be made to fit, for a reason in words a model can act upon. */
        record Misfit(String reason) implements Fitted {}
    }

    private Arguments() {}

    static Fitted fit(JsonNode schema, JsonNode given) {
        if (!given.isObject() && !given.isNull() && !given.isMissingNode()) {
            return new Fitted.Misfit("The arguments must be a JSON object");
        }
        ObjectNode fitted = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            String name = property.getKey();
            JsonNode value = given.path(name);
            if (value.isMissingNode() || value.isNull()) {
                if (required(schema, name)) {
                    return new Fitted.Misfit("Missing argument: " + name);
                }
                continue;
            }
            JsonNode converted = convert(property.getValue().path("type").asText("string"), value);
            if (converted == null) {
                return new Fitted.Misfit("Argument " + name + " must be of type "
                        + property.getValue().path("type").asText());
            }
            String outside = outside(property.getValue(), converted);
            if (outside != null) {
                return new Fitted.Misfit("Argument " + name + " must be " + outside);
            }
            fitted.set(name, converted);
        }
        return new Fitted.Ready(fitted);
    }

    private static boolean required(JsonNode schema, String name) {
        for (JsonNode required : schema.path("required")) {
            if (required.asText().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable JsonNode convert(String type, JsonNode value) {
        return switch (type) {
            case "integer" -> integer(value);
            case "number" -> number(value);
            case "boolean" -> bool(value);
            case "string" -> JsonNodeFactory.instance.textNode(value.isValueNode() ? value.asText() : value.toString());
            case String other -> value;
        };
    }

    private static @Nullable JsonNode integer(JsonNode value) {
        BigDecimal number = decimal(value);
        if (number == null || number.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
            return null;
        }
        // Towards zero, as the device itself would cut 50.7.
        return JsonNodeFactory.instance.numberNode(number.intValue());
    }

    private static @Nullable JsonNode number(JsonNode value) {
        BigDecimal number = decimal(value);
        return number == null ? null : JsonNodeFactory.instance.numberNode(number);
    }

    private static @Nullable BigDecimal decimal(JsonNode value) {
        if (value.isNumber()) {
            return value.decimalValue();
        }
        if (!value.isTextual() || value.asText().length() > 20) {
            return null;
        }
        try {
            return new BigDecimal(value.asText().strip().replace("%", ""));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable JsonNode bool(JsonNode value) {
        if (value.isBoolean()) {
            return value;
        }
        return switch (value.asText().strip().toLowerCase(Locale.ROOT)) {
            case "true", "on", "yes", "1" -> JsonNodeFactory.instance.booleanNode(true);
            case "false", "off", "no", "0" -> JsonNodeFactory.instance.booleanNode(false);
            case String other -> null;
        };
    }

    private static @Nullable String outside(JsonNode property, JsonNode value) {
        if (!value.isNumber()) {
            return null;
        }
        JsonNode minimum = property.path("minimum");
        JsonNode maximum = property.path("maximum");
        if (minimum.isNumber() && value.decimalValue().compareTo(minimum.decimalValue()) < 0) {
            return "at least " + minimum.asText();
        }
        if (maximum.isNumber() && value.decimalValue().compareTo(maximum.decimalValue()) > 0) {
            return "at most " + maximum.asText();
        }
        return null;
    }
}
