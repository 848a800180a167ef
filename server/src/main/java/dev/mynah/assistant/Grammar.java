package dev.mynah.assistant;

import java.util.List;
import java.util.stream.Collectors;

/** Writes the recogniser's grammar: JSGF 1.0, one public rule an intent. */
final class Grammar {
    private Grammar() {}

    static String jsgf(List<Intent> intents) {
        String rules = intents.stream()
                .filter(intent -> !intent.spoken().isEmpty())
                .map(Grammar::rule)
                .collect(Collectors.joining());
        String values = Slots.all().stream()
                .map(slot -> "<" + slot.name() + "> = " + slot.jsgf() + ";\n")
                .collect(Collectors.joining());
        return "#JSGF V1.0;\n\ngrammar offline;\n\n" + rules + "\n" + values;
    }

    private static String rule(Intent intent) {
        String expansion = intent.spoken().stream().map(Pattern::jsgf).collect(Collectors.joining(" | "));
        return "public <" + intent.name() + "> = " + expansion + ";\n";
    }
}
