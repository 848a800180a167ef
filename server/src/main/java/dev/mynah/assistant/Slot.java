package dev.mynah.assistant;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A kind of value that sentences contain, such as a number or a length of time. Immutable.
 *
 * @param name name of its rule in the grammar
 * @param spoken what the recogniser's grammar has for it, each form with its meaning
 * @param written forms that are understood in texts only
 * @param reader further texts that are understood, where no pattern can say which
 */
record Slot(String name, List<Form> spoken, List<Form> written, Reader reader) {
    /** One way to say a value. */
    record Form(Pattern pattern, Function<Captures, Object> meaning) {}

    /** A value that was read, and the index of the first word after it. */
    record Reading(Object value, int end) {}

    /** Reads values out of words. */
    @FunctionalInterface
    interface Reader {
        /** All readings that begin at {@code from}, the longest first. */
        List<Reading> read(List<String> words, int from);
    }

    Slot {
        spoken = List.copyOf(spoken);
        written = List.copyOf(written);
    }

    static Slot of(String name, Form... spoken) {
        return new Slot(name, List.of(spoken), List.of(), (words, from) -> List.of());
    }

    Slot andWritten(Form... more) {
        return new Slot(name, spoken, List.of(more), reader);
    }

    Slot andRead(Reader more) {
        return new Slot(name, spoken, written, more);
    }

    /** All readings that begin at {@code from}. */
    List<Reading> readings(List<String> words, int from) {
        List<Reading> readings = new ArrayList<>();
        for (Form form : spoken) {
            readings.addAll(readings(form, words, from));
        }
        for (Form form : written) {
            readings.addAll(readings(form, words, from));
        }
        readings.addAll(reader.read(words, from));
        return readings;
    }

    private static List<Reading> readings(Form form, List<String> words, int from) {
        return Matching.from(form.pattern(), words, from).stream()
                .map(match -> new Reading(form.meaning().apply(match.captures()), match.end()))
                .toList();
    }

    /** The expansion of this slot's grammar rule. */
    String jsgf() {
        return spoken.stream().map(form -> form.pattern().jsgf()).collect(Collectors.joining(" | "));
    }
}
