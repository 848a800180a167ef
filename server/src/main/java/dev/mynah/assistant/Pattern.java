package dev.mynah.assistant;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The form of sentences, from which both the recogniser's grammar and the understanding of a text derive. Read from a
 * short notation by {@link PatternReader}: {@code set the volume to <level:number> [percent]}. Immutable.
 */
sealed interface Pattern {
    /** One word as {@link Words} gives it. */
    record Word(String text) implements Pattern {}

    record Sequence(List<Pattern> parts) implements Pattern {
        public Sequence {
            parts = List.copyOf(parts);
        }
    }

    record Choice(List<Pattern> options) implements Pattern {
        public Choice {
            options = List.copyOf(options);
        }
    }

    record Maybe(Pattern inner) implements Pattern {}

    /** A place that takes a value, kept under a name. */
    record Fill(String name, Slot slot) implements Pattern {}

    /** This pattern as an expansion of a JSGF rule. */
    default String jsgf() {
        return switch (this) {
            case Word(String text) -> text;
            case Sequence(List<Pattern> parts) ->
                parts.stream().map(Pattern::jsgf).collect(Collectors.joining(" "));
            case Choice(List<Pattern> options) ->
                options.stream().map(Pattern::jsgf).collect(Collectors.joining(" | ", "(", ")"));
            case Maybe(Pattern inner) -> "[" + inner.jsgf() + "]";
            case Fill(String name, Slot slot) -> "<" + slot.name() + ">";
        };
    }
}
