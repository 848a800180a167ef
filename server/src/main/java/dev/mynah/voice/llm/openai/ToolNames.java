package dev.mynah.voice.llm.openai;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Names of tools as OpenAI allows them, {@code [a-zA-Z0-9_-]{1,64}}; those of devices contain dots. Reversible and
 * unique within one reply. For one thread.
 */
final class ToolNames {
    private static final int LONGEST = 64;

    private final Map<String, String> wireByName = new HashMap<>();
    private final Map<String, String> nameByWire = new HashMap<>();

    /** The name as a model is told it. */
    String wire(String name) {
        String known = wireByName.get(name);
        if (known != null) {
            return known;
        }
        String wire = unique(name.replaceAll("[^a-zA-Z0-9_-]", "_"));
        wireByName.put(name, wire);
        nameByWire.put(wire, name);
        return wire;
    }

    /** The name a model means; empty when it was never told of such a tool. */
    Optional<String> original(String wire) {
        return Optional.ofNullable(nameByWire.get(wire));
    }

    private String unique(String allowed) {
        String candidate = shortened(allowed.isEmpty() ? "_" : allowed, "");
        for (int number = 2; nameByWire.containsKey(candidate); number++) {
            candidate = shortened(allowed, "_" + number);
        }
        return candidate;
    }

    private static String shortened(String name, String suffix) {
        return name.substring(0, Math.min(name.length(), LONGEST - suffix.length())) + suffix;
    }
}
