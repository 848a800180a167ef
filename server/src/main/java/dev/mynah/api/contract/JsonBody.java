package dev.mynah.api.contract;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Bytes to a tree, strictly: UTF-8 only, one value and nothing after it, no member twice, at most 32 deep, no NUL. Two
 * readers of the same text must not see different things. Stateless and thread-safe.
 */
public final class JsonBody {
    private static final int DEPTH = 32;
    private static final ObjectReader READER = new JsonMapper(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEPTH)
                            .maxNumberLength(64)
                            .build())
                    .build())
            .reader()
            .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    private JsonBody() {}

    /** The value, or nothing when something is wrong; the findings say what and where, never the text itself. */
    public static Optional<JsonNode> read(byte[] bytes, Findings findings) {
        Optional<String> text = Percent.utf8(ByteBuffer.wrap(bytes));
        if (text.isEmpty()) {
            findings.add("body", "is not UTF-8");
            return Optional.empty();
        }
        try {
            JsonNode node = READER.readTree(text.get());
            TextChecks.storable(node, "body", findings);
            return node.isMissingNode() || !findings.none() ? empty(node, findings) : Optional.of(node);
        } catch (JsonProcessingException broken) {
            findings.add("body", problem(broken));
            return Optional.empty();
        }
    }

    private static Optional<JsonNode> empty(JsonNode node, Findings findings) {
        if (node.isMissingNode()) {
            findings.add("body", "is empty");
        }
        return Optional.empty();
    }

    private static String problem(JsonProcessingException broken) {
        String what =
                switch (broken) {
                    case StreamConstraintsException deep -> "nests deeper than " + DEPTH + " or holds a huge number";
                    case JsonParseException twice
                    when String.valueOf(twice.getOriginalMessage()).startsWith("Duplicate field") ->
                        "has a member twice";
                    default -> "is not one JSON value";
                };
        JsonLocation place = broken.getLocation();
        return place == null ? what : what + ", at line " + place.getLineNr() + ", column " + place.getColumnNr();
    }
}
