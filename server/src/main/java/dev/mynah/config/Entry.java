package dev.mynah.config;

import java.util.Arrays;
import java.util.List;

/**
 * What was given for one name, not yet read. Immutable.
 *
 * @param name the dotted name as given
 * @param items one text, or the texts of a list
 * @param sequence whether it was written as a list
 * @param origin where it was given
 */
record Entry(String name, List<String> items, boolean sequence, Origin origin) {
    static Entry single(String name, String text, Origin origin) {
        return new Entry(name, List.of(text), false, origin);
    }

    /** The texts for a type that takes several: those of the list, or the parts between commas. */
    List<String> several() {
        if (sequence) {
            return items;
        }
        String text = items.getFirst().strip();
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    }

    String shown() {
        return sequence ? items.toString() : "'" + items.getFirst() + "'";
    }
}
