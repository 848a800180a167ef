package dev.mynah.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Compiles the schemas of a contract. Knows the part of JSON Schema 2020-12 that the contract uses; a keyword outside of it
 * is an error when the contract is read, so that nothing in the contract goes unchecked. Confined to one thread.
 */
final class Schemas {
    private static final Set<String> ANNOTATIONS = Set.of(
            "title",
            "description",
            "default",
            "example",
            "examples",
            "deprecated",
            "readOnly",
            "writeOnly",
            "contentMediaType",
            "contentEncoding",
            "x-values");

    private final JsonNode contract;
    private final Map<String, Schema> referred = new HashMap<>();

    Schemas(JsonNode contract) {
        this.contract = contract;
    }

    /** @param where for the message when it is wrong */
    Schema compile(JsonNode source, String where) {
        Schema schema = new Schema(source);
        fill(schema, where);
        return schema;
    }

    private Schema reference(String pointer, String where) {
        Schema known = referred.get(pointer);
        if (known != null) {
            return known;
        }
        JsonNode target = pointer.startsWith("#/") ? contract.at(pointer.substring(1)) : contract.path("");
        if (target.isMissingNode()) {
            throw new ContractException(where, "refers to " + pointer + ", which does not exist");
        }
        Schema schema = new Schema(target);
        referred.put(pointer, schema);
        fill(schema, pointer);
        return schema;
    }

    private void fill(Schema schema, String where) {
        JsonNode source = schema.source();
        if (source.isBoolean()) {
            schema.become(source.booleanValue() ? List.of() : List.of(ObjectChecks.nothing()));
            return;
        }
        List<Schema.Check> checks = new ArrayList<>();
        for (Map.Entry<String, JsonNode> keyword : source.properties()) {
            if (!ANNOTATIONS.contains(keyword.getKey())) {
                checks.add(check(source, keyword.getKey(), keyword.getValue(), where));
            }
        }
        schema.become(checks);
    }

    private Schema.Check check(JsonNode source, String keyword, JsonNode value, String where) {
        String inside = where + "/" + keyword;
        return switch (keyword) {
            case "$ref" -> reference(value.textValue(), inside)::check;
            case "type" -> ValueChecks.type(value);
            case "enum" -> ValueChecks.oneOf(value);
            case "const" -> ValueChecks.constant(value);
            case "minLength", "maxLength" -> TextChecks.length(keyword, value.intValue());
            case "pattern" -> TextChecks.pattern(value.textValue());
            case "format" -> TextChecks.format(value.textValue(), inside);
            case "minimum", "maximum" -> ValueChecks.bound(keyword, value.decimalValue());
            case "minItems", "maxItems" -> ArrayChecks.size(keyword, value.intValue());
            case "uniqueItems" -> ArrayChecks.unique(value.booleanValue());
            case "items" -> ArrayChecks.items(compile(value, inside));
            case "required" -> ObjectChecks.required(value);
            case "minProperties", "maxProperties" -> ObjectChecks.size(keyword, value.intValue());
            case "properties" -> ObjectChecks.properties(each(value, inside));
            case "propertyNames" -> ObjectChecks.names(compile(value, inside));
            case "additionalProperties" ->
                ObjectChecks.others(source.path("properties"), value, compile(value, inside));
            case "allOf", "anyOf", "oneOf" -> Combinations.of(keyword, all(value, inside));
            default -> throw new ContractException(inside, "is a keyword the server does not check");
        };
    }

    private Map<String, Schema> each(JsonNode properties, String where) {
        Map<String, Schema> compiled = new HashMap<>();
        properties
                .properties()
                .forEach(property ->
                        compiled.put(property.getKey(), compile(property.getValue(), where + "/" + property.getKey())));
        return compiled;
    }

    private List<Schema> all(JsonNode alternatives, String where) {
        List<Schema> compiled = new ArrayList<>();
        for (JsonNode alternative : alternatives) {
            compiled.add(compile(alternative, where + "/" + compiled.size()));
        }
        return compiled;
    }
}
