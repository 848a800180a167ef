package dev.mynah.storage.sql.broker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.json.WrongShapeException;
import dev.mynah.protocol.mqtt.packet.MessageProperties;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What has no column of its own, as text. Stateless. */
final class Texts {
    private Texts() {}

    static String numbers(int[] numbers) {
        return Arrays.stream(numbers).mapToObj(String::valueOf).collect(Collectors.joining(" "));
    }

    static int[] numbers(String text) {
        return text.isEmpty()
                ? new int[0]
                : Arrays.stream(text.split(" ")).mapToInt(Integer::parseInt).toArray();
    }

    /** Empty for nothing said, as nearly always. */
    static String properties(MessageProperties said) {
        if (said.equals(MessageProperties.NONE)) {
            return "";
        }
        ObjectNode node = JsonText.newObject();
        if (said.payloadFormat() != null) {
            node.put("format", said.payloadFormat());
        }
        node.put("type", said.contentType()).put("response", said.responseTopic());
        byte[] correlation = said.correlationData();
        if (correlation != null) {
            node.put("correlation", Base64.getEncoder().encodeToString(correlation));
        }
        ArrayNode user = node.putArray("user");
        said.user().forEach(pair -> user.addArray().add(pair.name()).add(pair.value()));
        return JsonText.write(node);
    }

    @SuppressWarnings(
            "NullAway") // the array may be missing, which its type says and NullAway cannot read across modules
    static MessageProperties properties(String text) {
        if (text.isEmpty()) {
            return MessageProperties.NONE;
        }
        try {
            JsonNode node = JsonText.object(text).node();
            List<MessageProperties.UserProperty> user = new ArrayList<>();
            node.path("user")
                    .forEach(pair -> user.add(new MessageProperties.UserProperty(
                            pair.path(0).asText(), pair.path(1).asText())));
            String correlation = text(node, "correlation");
            return new MessageProperties(
                    node.has("format") ? node.get("format").asInt() : null,
                    text(node, "type"),
                    text(node, "response"),
                    correlation == null ? null : Base64.getDecoder().decode(correlation),
                    user);
        } catch (WrongShapeException | IllegalArgumentException damaged) {
            // The message itself is worth more than what was said about it.
            return MessageProperties.NONE;
        }
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.path(name).isTextual() ? node.get(name).textValue() : null;
    }
}
