package dev.mynah.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a device says it is: the latest of everything it reports of itself, whatever the wire. Kept in memory only; after a
 * restart devices say it again. Immutable.
 *
 * @param at when it last said something
 * @param values numbers, truth values and short texts by their names, those said longest ago first
 */
public record Condition(Instant at, Map<String, JsonNode> values) {
    /** Most values of a device; of more, those said longest ago are forgotten. */
    static final int MOST_VALUES = 32;

    static final Condition UNKNOWN = new Condition(Instant.EPOCH, Map.of());

    /** After the device said more. What is too long or of another kind is left out, so that nobody keeps what strangers send. */
    Condition with(ObjectNode said, Instant now) {
        LinkedHashMap<String, JsonNode> all = new LinkedHashMap<>(values);
        said.properties().forEach(member -> {
            String name = ReportedText.clean(member.getKey());
            JsonNode value = kept(member.getValue());
            if (!name.isEmpty() && !value.isMissingNode()) {
                all.remove(name);
                all.put(name, value);
            }
        });
        List<String> names = new ArrayList<>(all.keySet());
        names.subList(0, Math.max(0, names.size() - MOST_VALUES)).forEach(all::remove);
        return new Condition(now, Collections.unmodifiableMap(all));
    }

    private static JsonNode kept(JsonNode value) {
        if (value.isNumber() || value.isBoolean()) {
            return value;
        }
        boolean text = value.isTextual() && value.textValue().length() <= ReportedText.MAX_CHARACTERS;
        return text
                ? JsonNodeFactory.instance.textNode(ReportedText.clean(value.textValue()))
                : JsonNodeFactory.instance.missingNode();
    }
}
