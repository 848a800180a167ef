package dev.mynah.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known name somebody most likely meant. */
final class Nearest {
    private Nearest() {}

    /** The closest of the known names, when it is close enough to be what was meant. */
    static Optional<String> to(String given, Collection<String> known) {
        int tolerated = Math.max(2, given.length() / 4);
        return known.stream()
                .filter(name -> distance(given, name) <= tolerated)
                .min(Comparator.comparingInt((String name) -> distance(given, name))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many letters must be added, dropped or changed to make one text of the other. */
    static int distance(String from, String to) {
        int[] row = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            row[column] = column;
        }
        for (int line = 1; line <= from.length(); line++) {
            int diagonal = row[0];
            row[0] = line;
            for (int column = 1; column <= to.length(); column++) {
                int changed = diagonal + (from.charAt(line - 1) == to.charAt(column - 1) ? 0 : 1);
                diagonal = row[column];
                row[column] = Math.min(changed, Math.min(row[column], row[column - 1]) + 1);
            }
        }
        return row[to.length()];
    }
}
