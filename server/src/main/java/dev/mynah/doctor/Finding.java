package dev.mynah.doctor;

import java.util.HashSet;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What one check found. Immutable.
 *
 * @param values what belongs into the sentence, by name
 */
public record Finding(Diagnosis diagnosis, Map<String, String> values) {
    /** How bad it is. */
    public enum Level {
        OK,
        /** Works, but not as well as it could, or not for everybody. */
        WARN,
        /** Does not work. */
        FAIL
    }

    public Finding {
        values = Map.copyOf(values);
        if (!values.keySet().equals(new HashSet<>(diagnosis.names()))) {
            throw new IllegalArgumentException(
                    "%s takes %s, not %s".formatted(diagnosis, diagnosis.names(), values.keySet()));
        }
    }

    static Finding of(Diagnosis diagnosis, Map<String, ?> values) {
        return new Finding(
                diagnosis,
                values.entrySet().stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, value -> String.valueOf(value.getValue()))));
    }

    public Level level() {
        return diagnosis.level();
    }

    /** What was looked at, in a word. */
    public String subject() {
        return diagnosis.subject();
    }

    /** What it is like, in plain English; with what to do about it unless all is well. */
    public String text() {
        return diagnosis.text(values);
    }

    @Override
    public String toString() {
        return "%-5s %-14s %s".formatted(level(), subject(), text());
    }
}
