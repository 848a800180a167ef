package dev.mynah.protocol.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Text to tree and back, within limits that no honest device reaches: 64 KiB of text (the largest frame a device can
 * send, firmware wire contract §4.2) and a nesting of 32. Stateless and thread-safe.
 */
public final class JsonText {
    /** The longest text that is looked at, in characters. */
    public static final int MAX_LENGTH = 64 * 1024;

    /** The deepest nesting that is accepted. */
    public static final int MAX_DEPTH = 32;

    private static final JsonMapper MAPPER = new JsonMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(64)
                    .build())
            .build());

    private static final ObjectReader BEGINNING = MAPPER.reader();
    private static final ObjectReader WHOLE = MAPPER.reader(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private JsonText() {}

    /** The members of the one object in {@code text}, which must be all there is. */
    public static Members object(String text) throws WrongShapeException {
        return object(text, MAX_LENGTH);
    }

    /** The same for messages that carry sound and may be so many characters long. */
    public static Members object(String text, int maxLength) throws WrongShapeException {
        return new Members(objectNode(text, WHOLE, maxLength), false);
    }

    /** As the firmware's parser reads: member names match in any case (§4.6), what follows the object is ignored. */
    public static Members objectInAnyCase(String text) throws WrongShapeException {
        return new Members(objectNode(text, BEGINNING, MAX_LENGTH), true);
    }

    /** An empty object to fill. */
    public static ObjectNode newObject() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The compact text of {@code node}. */
    public static String write(JsonNode node) {
        return node.toString();
    }

    private static ObjectNode objectNode(String text, ObjectReader reader, int maxLength) throws WrongShapeException {
        if (text.length() > maxLength) {
            throw new WrongShapeException("longer than " + maxLength + " characters");
        }
        try {
            if (reader.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JsonProcessingException broken) {
            throw new WrongShapeException("not JSON" + place(broken.getLocation()));
        }
        throw new WrongShapeException("not a JSON object");
    }

    /** The place, never the words: what people say must not get into a log by way of a reason. */
    private static String place(@Nullable JsonLocation location) {
        return location == null ? "" : " at column " + location.getColumnNr();
    }
}
