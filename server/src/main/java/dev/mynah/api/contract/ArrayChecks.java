package dev.mynah.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;

/** Checks of lists; other values pass. Stateless. */
final class ArrayChecks {
    private ArrayChecks() {}

    static Schema.Check size(String keyword, int bound) {
        boolean lower = keyword.equals("minItems");
        String problem = "must have at " + (lower ? "least " : "most ") + bound + (bound == 1 ? " entry" : " entries");
        return (node, place, findings) -> {
            if (node.isArray() && (lower ? node.size() < bound : node.size() > bound)) {
                findings.add(place, problem);
            }
        };
    }

    static Schema.Check unique(boolean wanted) {
        return (node, place, findings) -> {
            if (wanted && node.isArray()) {
                Set<JsonNode> seen = new HashSet<>();
                for (int i = 0; i < node.size(); i++) {
                    if (!seen.add(node.get(i))) {
                        findings.add(place + "[" + i + "]", "is there twice");
                    }
                }
            }
        };
    }

    static Schema.Check items(Schema each) {
        return (node, place, findings) -> {
            for (int i = 0; node.isArray() && i < node.size(); i++) {
                each.check(node.get(i), place + "[" + i + "]", findings);
            }
        };
    }
}
