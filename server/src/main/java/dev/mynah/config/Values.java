package dev.mynah.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What was given, read by key; collects what is wrong instead of stopping at it. Confined to one thread. */
final class Values {
    private final Map<String, Entry> given;
    private final List<Problem> problems;

    Values(Map<String, Entry> given, List<Problem> problems) {
        this.given = given;
        this.problems = problems;
    }

    /** The value given, or else the default. A value that is not allowed is noted and the default takes its place. */
    <T> T value(Key<T> key) {
        return find(key).orElseGet(() -> fallback(key));
    }

    /** The value given, if one is; one that is not allowed is noted and counts as not given. */
    <T> Optional<T> find(Key<T> key) {
        Entry entry = given.get(key.name());
        return entry == null ? Optional.empty() : read(key, entry);
    }

    boolean has(String name) {
        return given.containsKey(name);
    }

    /** The names people chose for the open part of the keys that begin alike. */
    SortedSet<String> chosen(List<? extends Key<?>> keys) {
        var names = new TreeSet<String>();
        for (String name : given.keySet()) {
            keys.forEach(key -> key.match(name).ifPresent(names::add));
        }
        return names;
    }

    /** Where a key, or the first key of a section, was given. */
    Origin origin(String name) {
        return given.values().stream()
                .filter(entry -> entry.name().equals(name) || entry.name().startsWith(name + "."))
                .map(Entry::origin)
                .findFirst()
                .orElse(new Origin.Argument("default of " + name));
    }

    void problem(Origin origin, String message) {
        problems.add(Problem.at(origin, message));
    }

    private <T> Optional<T> read(Key<T> key, Entry entry) {
        ValueType<T> type = key.type();
        if (entry.sequence() && !type.list()) {
            problem(
                    entry.origin(),
                    "%s: one value is expected, not a list; allowed is %s".formatted(key.name(), type.allowed()));
            return Optional.empty();
        }
        try {
            return Optional.of(type.parse(type.list() ? entry.several() : entry.items()));
        } catch (IllegalArgumentException malformed) {
            String shown = type.secret() ? Secret.REDACTED : entry.shown();
            problem(
                    entry.origin(),
                    "%s: %s is not allowed; allowed is %s".formatted(key.name(), shown, type.allowed()));
            return Optional.empty();
        }
    }

    private static <T> T fallback(Key<T> key) {
        String text = key.fallback();
        if (text == null) {
            throw new IllegalStateException(key.name() + " has no default");
        }
        Entry entry = Entry.single(key.name(), text, new Origin.Argument("default"));
        return key.type().parse(key.type().list() ? entry.several() : entry.items());
    }
}
