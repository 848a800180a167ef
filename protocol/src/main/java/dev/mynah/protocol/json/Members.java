package dev.mynah.protocol.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of one JSON object, asked for by name and type. A member that is absent or {@code null} is replaced by
 * the caller's fallback; one of another type is a {@link WrongShapeException} unless the method says otherwise.
 *
 * @param anyCase whether names match in any case; then the first match counts
 */
public record Members(ObjectNode node, boolean anyCase) {

    /** The raw member, or null when absent or JSON null. */
    public @Nullable JsonNode member(String name) {
        JsonNode exact = node.get(name);
        JsonNode found = exact == null && anyCase ? inAnyCase(name) : exact;
        return found == null || found.isNull() ? null : found;
    }

    private @Nullable JsonNode inAnyCase(String name) {
        for (Map.Entry<String, JsonNode> property : node.properties()) {
            if (property.getKey().equalsIgnoreCase(name)) {
                return property.getValue();
            }
        }
        return null;
    }

    /** A string, or {@code fallback} when absent. */
    public String text(String name, String fallback) throws WrongShapeException {
        JsonNode found = member(name);
        return found == null ? fallback : asText(name, found);
    }

    /** A string that must be there. */
    public String text(String name) throws WrongShapeException {
        JsonNode found = member(name);
        if (found == null) {
            throw new WrongShapeException("'" + name + "' is missing");
        }
        return asText(name, found);
    }

    /** A string, or null when absent or of any other type. */
    public @Nullable String textIfAny(String name) {
        JsonNode found = member(name);
        return found != null && found.isTextual() ? found.textValue() : null;
    }

    /** A number that fits an int, truncated as the firmware does; {@code fallback} when absent. */
    public int integer(String name, int fallback) throws WrongShapeException {
        JsonNode found = member(name);
        if (found == null) {
            return fallback;
        }
        if (!found.isNumber() || !found.canConvertToInt()) {
            throw new WrongShapeException("'" + name + "' is not a number of 32 bits");
        }
        return found.intValue();
    }

    /** A number that fits an int; {@code fallback} when absent or of any other type. */
    public int integerIfAny(String name, int fallback) {
        JsonNode found = member(name);
        return found != null && found.isNumber() && found.canConvertToInt() ? found.intValue() : fallback;
    }

    /** A boolean, false when absent. */
    public boolean flag(String name) throws WrongShapeException {
        JsonNode found = member(name);
        if (found == null) {
            return false;
        }
        if (!found.isBoolean()) {
            throw new WrongShapeException("'" + name + "' is not a boolean");
        }
        return found.booleanValue();
    }

    /** An object, empty when absent. */
    public Members object(String name) throws WrongShapeException {
        JsonNode found = member(name);
        return found == null ? new Members(JsonText.newObject(), anyCase) : new Members(asObject(name, found), anyCase);
    }

    /** An object that must be there. */
    public ObjectNode requiredObject(String name) throws WrongShapeException {
        JsonNode found = member(name);
        if (found == null) {
            throw new WrongShapeException("'" + name + "' is missing");
        }
        return asObject(name, found);
    }

    /** An object, or an empty one when absent or of any other type. */
    public Members objectIfAny(String name) {
        return new Members(member(name) instanceof ObjectNode object ? object : JsonText.newObject(), anyCase);
    }

    private static String asText(String name, JsonNode found) throws WrongShapeException {
        if (!found.isTextual()) {
            throw new WrongShapeException("'" + name + "' is not a string");
        }
        return found.textValue();
    }

    private static ObjectNode asObject(String name, JsonNode found) throws WrongShapeException {
        if (found instanceof ObjectNode object) {
            return object;
        }
        throw new WrongShapeException("'" + name + "' is not an object");
    }
}
