package dev.mynah.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads and checks the parameters of a request. What the contract does not know in a query is a violation: a filter with a
 * typing error must not give the unfiltered list. Stateless.
 */
public final class Parameters {
    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,17})");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,18})?");

    private final OperationContract operation;
    private final Findings findings;
    private final Map<String, JsonNode> values = new HashMap<>();

    private Parameters(OperationContract operation, Findings findings) {
        this.operation = operation;
        this.findings = findings;
    }

    /**
     * @param path values in the path, percent-encoded
     * @param query everything after the question mark; null for none
     * @param headers all values of a header
     * @return by name; one that was not sent and has no default is absent
     */
    public static Map<String, JsonNode> read(
            OperationContract operation,
            Map<String, String> path,
            @Nullable String query,
            Function<String, List<String>> headers,
            Findings findings) {
        Parameters parameters = new Parameters(operation, findings);
        parameters.readPath(path);
        parameters.readQuery(query == null ? "" : query);
        parameters.readHeaders(headers);
        parameters.complete();
        return Map.copyOf(parameters.values);
    }

    private void readPath(Map<String, String> path) {
        path.forEach((name, raw) -> operation
                .parameter(ParameterContract.In.PATH, name)
                .ifPresent(parameter -> Percent.decode(raw, false)
                        .ifPresentOrElse(
                                text -> take(parameter, text),
                                () -> findings.add(parameter.place(), "is not percent-encoded UTF-8"))));
    }

    private void readQuery(String query) {
        for (String pair : query.split("&")) {
            if (!pair.isEmpty()) {
                readPair(pair);
            }
        }
    }

    private void readPair(String pair) {
        int equals = pair.indexOf('=');
        Optional<String> name = Percent.decode(equals < 0 ? pair : pair.substring(0, equals), true);
        Optional<String> text = Percent.decode(equals < 0 ? "" : pair.substring(equals + 1), true);
        if (name.isEmpty()) {
            findings.add("query", "is not percent-encoded UTF-8");
            return;
        }
        Optional<ParameterContract> parameter = operation.parameter(ParameterContract.In.QUERY, name.get());
        if (parameter.isEmpty() && operation.openQuery()) {
            return;
        }
        if (parameter.isEmpty()) {
            findings.add("query", "has a parameter that this operation does not take: " + shown(name.get()));
        } else if (values.containsKey(name.get())) {
            findings.add(parameter.get().place(), "is there twice");
        } else if (text.isEmpty()) {
            findings.add(parameter.get().place(), "is not percent-encoded UTF-8");
        } else {
            take(parameter.get(), text.get());
        }
    }

    private static String shown(String name) {
        String harmless = name.replaceAll("[^A-Za-z0-9_.\\[\\]-]", "?");
        return harmless.length() > 40 ? harmless.substring(0, 40) + "..." : harmless;
    }

    private void readHeaders(Function<String, List<String>> headers) {
        for (ParameterContract parameter : operation.parameters()) {
            if (parameter.in() == ParameterContract.In.HEADER) {
                List<String> sent = headers.apply(parameter.name());
                if (sent.size() > 1) {
                    findings.add(parameter.place(), "is there twice");
                }
                sent.stream().limit(1).forEach(text -> take(parameter, text));
            }
        }
    }

    private void take(ParameterContract parameter, String text) {
        JsonNode value = parameter.list() ? list(parameter.type(), text) : single(parameter.type(), text);
        values.put(parameter.name(), value);
        parameter.schema().check(value, parameter.place(), findings);
    }

    private static JsonNode list(String type, String text) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (String each : text.split(",", -1)) {
            list.add(single(type, each));
        }
        return list;
    }

    /** What has not the form of its type stays text, so that the schema says what it should have been. */
    private static JsonNode single(String type, String text) {
        return switch (type) {
            case "integer" ->
                WHOLE.matcher(text).matches() ? LongNode.valueOf(Long.parseLong(text)) : TextNode.valueOf(text);
            case "number" ->
                NUMBER.matcher(text).matches() ? DecimalNode.valueOf(new BigDecimal(text)) : TextNode.valueOf(text);
            case "boolean" ->
                text.equals("true") || text.equals("false")
                        ? BooleanNode.valueOf(text.equals("true"))
                        : TextNode.valueOf(text);
            default -> TextNode.valueOf(text);
        };
    }

    private void complete() {
        Map<String, ParameterContract> missing = new TreeMap<>();
        operation.parameters().stream()
                .filter(parameter -> !values.containsKey(parameter.name()))
                .forEach(parameter -> missing.put(parameter.name(), parameter));
        missing.forEach((name, parameter) -> {
            if (parameter.fallback() != null) {
                values.put(name, parameter.fallback());
            } else if (parameter.required()) {
                findings.add(parameter.place(), "is missing");
            }
        });
    }
}
