package dev.mynah.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Schemas made of others. Stateless. */
final class Combinations {
    private Combinations() {}

    static Schema.Check of(String keyword, List<Schema> parts) {
        return switch (keyword) {
            case "allOf" -> (node, place, findings) -> parts.forEach(part -> part.check(node, place, findings));
            case "anyOf" -> (node, place, findings) -> some(parts, node, place, findings, parts.size());
            default -> (node, place, findings) -> some(parts, node, place, findings, 1);
        };
    }

    /** When none fits, tells what the nearest lacks: the one with the fewest problems is most likely meant. */
    private static void some(List<Schema> parts, JsonNode node, String place, Findings findings, int most) {
        List<Violation> nearest = null;
        int fitting = 0;
        for (Schema part : parts) {
            Findings own = new Findings();
            part.check(node, place, own);
            if (own.none()) {
                fitting++;
            } else if (nearest == null || own.all().size() < nearest.size()) {
                nearest = own.all();
            }
        }
        if (fitting == 0 && nearest != null) {
            nearest.forEach(violation -> findings.add(violation.place(), violation.problem()));
        } else if (fitting > most) {
            findings.add(place, "must have exactly one of the forms the contract allows");
        }
    }
}
