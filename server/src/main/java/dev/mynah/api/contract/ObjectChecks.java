package dev.mynah.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Checks of objects; other values pass. Stateless. */
final class ObjectChecks {
    private ObjectChecks() {}

    static Schema.Check nothing() {
        return (node, place, findings) -> findings.add(place, "is not known here");
    }

    static Schema.Check required(JsonNode names) {
        List<String> all = new ArrayList<>();
        names.forEach(name -> all.add(name.textValue()));
        return (node, place, findings) -> {
            for (String name : all) {
                if (node.isObject() && !node.has(name)) {
                    findings.add(place + "." + name, "is missing");
                }
            }
        };
    }

    static Schema.Check size(String keyword, int bound) {
        boolean lower = keyword.equals("minProperties");
        String problem = "must have at " + (lower ? "least " : "most ") + bound + (bound == 1 ? " member" : " members");
        return (node, place, findings) -> {
            if (node.isObject() && (lower ? node.size() < bound : node.size() > bound)) {
                findings.add(place, problem);
            }
        };
    }

    static Schema.Check properties(Map<String, Schema> schemas) {
        return (node, place, findings) -> node.properties().forEach(member -> {
            Schema schema = schemas.get(member.getKey());
            if (schema != null) {
                schema.check(member.getValue(), place + "." + member.getKey(), findings);
            }
        });
    }

    static Schema.Check names(Schema name) {
        return (node, place, findings) -> node.properties()
                .forEach(member ->
                        name.check(TextNode.valueOf(member.getKey()), place + "." + member.getKey(), findings));
    }

    static Schema.Check others(JsonNode named, JsonNode source, Schema schema) {
        if (source.isBoolean() && source.booleanValue()) {
            return (node, place, findings) -> {};
        }
        return (node, place, findings) -> node.properties().forEach(member -> {
            if (!named.has(member.getKey())) {
                schema.check(member.getValue(), place + "." + member.getKey(), findings);
            }
        });
    }
}
