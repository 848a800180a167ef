package dev.mynah.assistant;

import java.util.LinkedHashMap;
import java.util.Map;

/** The values a sentence brought, by the names its pattern gives them. Immutable. */
record Captures(Map<String, Object> values) {
    static final Captures NONE = new Captures(Map.of());

    Captures {
        values = Map.copyOf(values);
    }

    Captures with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(values);
        more.put(name, value);
        return new Captures(more);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    /** The value of that name; asking for one the pattern does not have is a mistake in the skill. */
    <T> T value(String name, Class<T> type) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalStateException("No value named " + name);
        }
        return type.cast(value);
    }

    int number(String name) {
        return value(name, Integer.class);
    }
}
