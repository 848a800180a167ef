package dev.mynah.storage.sql;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The form of a database: which migrations it has had, and which this program knows. Immutable.
 *
 * @param applied empty for a database that is new
 * @param known never empty
 */
public record Form(SortedSet<Integer> applied, SortedSet<Integer> known) {
    /** Whether it is exactly what this program works with. */
    public boolean current() {
        return applied.equals(known);
    }

    /** The migrations that this program does not know; there are some when a newer one was here. */
    public SortedSet<Integer> unknown() {
        var unknown = new TreeSet<>(applied);
        unknown.removeAll(known);
        return unknown;
    }

    /** Versions for people. */
    public static String text(SortedSet<Integer> versions) {
        return versions.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
