package dev.mynah.voice.llm.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;

/** Arguments as models write them: mostly JSON objects. */
final class ToolArguments {
    /** No tool needs more; a model that runs on and on gets here. */
    static final int LONGEST = 32 * 1024;

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private ToolArguments() {}

    /** The object a model wrote; nothing at all means no arguments. Empty when it is not an object. */
    static Optional<JsonNode> parse(String written) {
        if (written.isBlank()) {
            return Optional.of(JSON.createObjectNode());
        }
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readTree(written)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** What may be sent back to a service: many refuse a conversation with arguments that are not an object. */
    static String sendable(String written) {
        return parse(written).map(JsonNode::toString).orElse("{}");
    }
}
