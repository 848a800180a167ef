package dev.mynah.simulator.device;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The violations one device has seen: the first hundred whole, all of them counted. Not thread-safe. */
final class Violations {
    private static final int KEPT = 100;

    private final List<ContractViolation> kept = new ArrayList<>();
    private final Map<ContractViolation.Rule, Integer> counts = new EnumMap<>(ContractViolation.Rule.class);

    void add(ContractViolation.Rule rule, String detail, long now) {
        counts.merge(rule, 1, Integer::sum);
        if (kept.size() < KEPT) {
            kept.add(new ContractViolation(rule, detail, now));
        }
    }

    List<ContractViolation> kept() {
        return List.copyOf(kept);
    }

    Map<ContractViolation.Rule, Integer> counts() {
        return Map.copyOf(counts);
    }
}
