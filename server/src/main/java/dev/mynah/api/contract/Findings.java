package dev.mynah.api.contract;

import java.util.ArrayList;
import java.util.List;

/** Collects violations up to a number that helps; what comes after is only counted. Confined to one thread. */
public final class Findings {
    private static final int MOST = 20;

    private final List<Violation> violations = new ArrayList<>();

    public void add(String place, String problem) {
        if (violations.size() < MOST) {
            violations.add(new Violation(place, problem));
        }
    }

    public boolean none() {
        return violations.isEmpty();
    }

    public List<Violation> all() {
        return List.copyOf(violations);
    }
}
