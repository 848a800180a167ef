package dev.mynah.config;

import java.util.ArrayList;
import java.util.List;

/** Reads the {@code key=value} of {@code --set}. */
final class Arguments {
    private Arguments() {}

    static List<Entry> entries(List<String> assignments, List<Problem> problems) {
        var entries = new ArrayList<Entry>();
        for (String assignment : assignments) {
            int equals = assignment.indexOf('=');
            if (equals > 0) {
                String name = assignment.substring(0, equals).strip();
                entries.add(Entry.single(name, assignment.substring(equals + 1), new Origin.Argument("--set " + name)));
            } else {
                problems.add(
                        Problem.at(new Origin.Argument("--set"), "'" + assignment + "' is not of the form key=value"));
            }
        }
        return entries;
    }
}
