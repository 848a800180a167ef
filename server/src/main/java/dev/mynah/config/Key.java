package dev.mynah.config;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One configuration key, declared once: reading, checking, messages and the reference page all come from here.
 * Immutable.
 *
 * @param name dotted; a part in angle brackets, such as {@code providers.<name>.model}, stands for a name people choose
 * @param type what may be given
 * @param fallback what holds when nothing is given; null when there is no value then
 * @param description one sentence for the reference page
 * @param <T> what the program works with
 */
record Key<T>(String name, ValueType<T> type, @Nullable String fallback, String description) {
    private static final Pattern PLACEHOLDER = Pattern.compile("<(\\w+)>");

    static <T> Key<T> of(String name, ValueType<T> type, String fallback, String description) {
        return new Key<>(name, type, fallback, description);
    }

    static <T> Key<T> withoutDefault(String name, ValueType<T> type, String description) {
        return new Key<>(name, type, null, description);
    }

    /** Whether people choose a part of the name. */
    boolean open() {
        return name.indexOf('<') >= 0;
    }

    /** This key for one chosen name. */
    Key<T> at(String chosen) {
        return new Key<>(
                PLACEHOLDER.matcher(name).replaceFirst(Matcher.quoteReplacement(chosen)), type, fallback, description);
    }

    /** The name chosen for the open part when the given name is one of this key's; empty text when no part is open. */
    Optional<String> match(String given) {
        if (!open()) {
            return given.equals(name) ? Optional.of("") : Optional.empty();
        }
        int from = name.indexOf('<');
        String before = name.substring(0, from);
        String after = name.substring(name.indexOf('>') + 1);
        if (given.length() <= before.length() + after.length() || !given.startsWith(before) || !given.endsWith(after)) {
            return Optional.empty();
        }
        String chosen = given.substring(before.length(), given.length() - after.length());
        String allowed = after.isEmpty() ? "[a-z0-9][a-z0-9.-]*" : "[a-z0-9][a-z0-9-]*";
        return chosen.matches(allowed) ? Optional.of(chosen) : Optional.empty();
    }

    /** The environment variable that sets this key; an open part stays in angle brackets. */
    String variable() {
        return "MYNAH_" + variablePart(name);
    }

    static String variablePart(String name) {
        return name.replace('.', '_').replace('-', '_').toUpperCase(java.util.Locale.ROOT);
    }
}
