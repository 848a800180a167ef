package dev.mynah.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Checks of what kind of value it is. Stateless. */
final class ValueChecks {
    private ValueChecks() {}

    static Schema.Check type(JsonNode value) {
        List<String> types = new ArrayList<>();
        if (value.isTextual()) {
            types.add(value.textValue());
        }
        value.forEach(each -> types.add(each.textValue()));
        String problem = "must be " + types.stream().map(ValueChecks::words).collect(Collectors.joining(" or "));
        return (node, place, findings) -> {
            if (types.stream().noneMatch(type -> is(node, type))) {
                findings.add(place, problem);
            }
        };
    }

    private static String words(String type) {
        return switch (type) {
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "null" -> "null";
            case "array" -> "a list";
            case "object" -> "an object";
            default -> "a string";
        };
    }

    private static boolean is(JsonNode node, String type) {
        return switch (type) {
            case "integer" -> node.isIntegralNumber() || (node.isNumber() && whole(node.decimalValue()));
            case "number" -> node.isNumber();
            case "boolean" -> node.isBoolean();
            case "null" -> node.isNull();
            case "array" -> node.isArray();
            case "object" -> node.isObject();
            default -> node.isTextual();
        };
    }

    private static boolean whole(BigDecimal number) {
        return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    }

    static Schema.Check oneOf(JsonNode allowed) {
        List<JsonNode> values = new ArrayList<>();
        allowed.forEach(values::add);
        String problem =
                "must be one of " + values.stream().map(ValueChecks::plain).collect(Collectors.joining(", "));
        return (node, place, findings) -> {
            if (!values.contains(node)) {
                findings.add(place, problem);
            }
        };
    }

    static Schema.Check constant(JsonNode only) {
        return (node, place, findings) -> {
            if (!only.equals(node)) {
                findings.add(place, "must be " + plain(only));
            }
        };
    }

    static Schema.Check bound(String keyword, BigDecimal bound) {
        boolean lower = keyword.equals("minimum");
        String problem = "must be " + (lower ? "at least " : "at most ") + bound.toPlainString();
        return (node, place, findings) -> {
            if (node.isNumber()
                    && (node.decimalValue().compareTo(bound) < 0 == lower)
                    && node.decimalValue().compareTo(bound) != 0) {
                findings.add(place, problem);
            }
        };
    }

    private static String plain(JsonNode value) {
        return value.isTextual() ? value.textValue() : value.toString();
    }
}
