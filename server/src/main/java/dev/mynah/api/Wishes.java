package dev.mynah.api;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a header such as {@code Accept} or {@code Accept-Language} names, and how much each is wanted (RFC 9110, 12.4.2).
 * Immutable. What cannot be read counts as not wanted.
 */
record Wishes(Map<String, Double> weights) {
    private static final int MOST = 32;

    static Wishes of(@Nullable String header) {
        Map<String, Double> weights = new LinkedHashMap<>();
        for (String one : (header == null ? "" : header).split(",", MOST)) {
            String[] parts = one.split(";");
            if (parts.length > 0 && !parts[0].isBlank()) {
                weights.putIfAbsent(parts[0].strip().toLowerCase(Locale.ROOT), weight(parts));
            }
        }
        return new Wishes(weights);
    }

    private static double weight(String[] parts) {
        for (int i = 1; i < parts.length; i++) {
            String parameter = parts[i].strip();
            if (parameter.startsWith("q=")) {
                return parameter.matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)")
                        ? Double.parseDouble(parameter.substring(2))
                        : 0;
            }
        }
        return 1;
    }

    /** How much exactly this is wanted, from 0 to 1; wildcards do not count. */
    double of(String name, double otherwise) {
        return weights.getOrDefault(name, otherwise);
    }

    /** How much a language is wanted in any of its forms; 0 when not at all. */
    double language(String tag) {
        return weights.entrySet().stream()
                .filter(wish -> wish.getKey().equals(tag) || wish.getKey().startsWith(tag + "-"))
                .mapToDouble(Map.Entry::getValue)
                .max()
                .orElse(0);
    }
}
