package dev.mynah.testing.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.mynah.api.contract.BodyContract;
import dev.mynah.api.contract.Contract;
import dev.mynah.api.contract.OperationContract;
import dev.mynah.api.contract.ParameterContract;
import dev.mynah.api.contract.Schema;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Values that follow the contract, and values that do not. Stateless. */
final class Values {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> TEXTS = List.of(
            "nothing-here",
            "02:00:00:00:00:01",
            "1",
            "true",
            "2026-01-31T08:30:00Z",
            "\"1\"",
            "/",
            "a.b",
            "yes",
            "finished",
            "-",
            "");
    private static final int LONG = 20_000;

    private Values() {}

    /** A value to send for the parameter; one of nothing that exists. */
    static String good(ParameterContract parameter) {
        List<String> candidates = new ArrayList<>();
        JsonNode example = parameter.schema().source().path("examples").path(0);
        candidates.add(example.asText("nothing-here"));
        parameter.schema().source().path("enum").forEach(each -> candidates.add(each.asText()));
        candidates.addAll(TEXTS);
        return candidates.stream()
                .filter(text -> accepts(parameter, text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("the probe knows no value for " + parameter.place()));
    }

    /** Values of the wrong form, of the wrong size; none when everything is right. */
    static List<String> bad(ParameterContract parameter) {
        List<String> candidates =
                new ArrayList<>(List.of("maybe", "-1", "0", "99999999999", "\u00e4\u00f6 ;'", "%", " "));
        if (parameter.in() == ParameterContract.In.QUERY) {
            candidates.addAll(List.of("", "x".repeat(2000)));
        }
        return candidates.stream().filter(text -> !accepts(parameter, text)).toList();
    }

    private static boolean accepts(ParameterContract parameter, String text) {
        JsonNode value = value(parameter.type(), text);
        return parameter.schema().accepts(parameter.list() ? NODES.arrayNode().add(value) : value);
    }

    private static JsonNode value(String type, String text) {
        boolean whole = text.matches("-?(0|[1-9][0-9]{0,17})");
        if (whole && (type.equals("integer") || type.equals("number"))) {
            return NODES.numberNode(Long.parseLong(text));
        }
        boolean flag = text.equals("true") || text.equals("false");
        return flag && type.equals("boolean") ? NODES.booleanNode(text.equals("true")) : TextNode.valueOf(text);
    }

    /** The JSON body that the contract gives as its example; empty when the operation takes none. */
    static Optional<JsonNode> example(OperationContract operation) {
        JsonNode example = operation.source().at("/requestBody/content/application~1json/example");
        return example.isMissingNode() ? Optional.empty() : Optional.of(example);
    }

    static Schema bodySchema(OperationContract operation) {
        return Objects.requireNonNull(
                Objects.requireNonNull(operation.body()).types().get(BodyContract.JSON));
    }

    /** The properties of the body, through references. */
    static JsonNode properties(Contract contract, OperationContract operation) {
        JsonNode source = bodySchema(operation).source();
        while (source.has("$ref")) {
            source = contract.document().at(source.path("$ref").asText().substring(1));
        }
        return source.path("properties");
    }

    /** Values of every type, the huge among them. */
    static List<JsonNode> everything() {
        ArrayNode deep = NODES.arrayNode().add(NODES.arrayNode().add(NODES.objectNode()));
        return List.of(
                NODES.nullNode(),
                NODES.booleanNode(true),
                NODES.numberNode(-7.5),
                NODES.numberNode(Long.MAX_VALUE),
                NODES.textNode(""),
                NODES.textNode("x".repeat(LONG)),
                NODES.textNode("\u00e4\u00f6 ;'--"),
                deep,
                NODES.objectNode().put("x", 1));
    }

    /** Text for a message, not too long. */
    static String shown(@Nullable Object value) {
        String text = String.valueOf(value);
        return text.length() > 40 ? text.substring(0, 40) + "... (" + text.length() + ")" : text;
    }
}
