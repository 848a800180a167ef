package dev.mynah.api.overview;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something a person should look at. The dashboard has the words, in every language.
 *
 * @param kind such as {@code provider_resting}
 * @param values that belong into the words
 * @param to the page of the dashboard that helps; null when none does
 */
public record Attention(
        String kind,
        String severity,
        Map<String, String> values,
        @Nullable String to) {
    /** How bad it is. */
    public enum Severity {
        INFO,
        WARNING,
        BAD;

        String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public static Attention of(String kind, Severity severity, Map<String, String> values, @Nullable String to) {
        return new Attention(kind, severity.label(), Map.copyOf(values), to);
    }
}
