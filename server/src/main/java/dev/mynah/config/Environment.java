package dev.mynah.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads {@code MYNAH_...} variables: the key's name in capitals, dots and dashes as underscores. */
final class Environment {
    private static final String PREFIX = "MYNAH_";
    /** Variables of the launcher, and the key that no configuration may hold. */
    private static final Set<String> NOT_KEYS = Set.of("MYNAH_JAVA_OPTS", "MYNAH_MAVEN_REPO", "MYNAH_MASTER_KEY");

    private Environment() {}

    /**
     * The entries among the variables, in order of their names.
     *
     * @param chosenNames names people chose elsewhere, since dashes cannot be told from underscores here
     */
    static List<Entry> entries(Map<String, String> variables, Collection<String> chosenNames, List<Problem> problems) {
        var entries = new ArrayList<Entry>();
        new TreeMap<>(variables).forEach((variable, text) -> {
            if (variable.startsWith(PREFIX) && !NOT_KEYS.contains(variable)) {
                var origin = new Origin.Variable(variable);
                nameOf(variable, chosenNames)
                        .ifPresentOrElse(
                                name -> entries.add(Entry.single(name, text, origin)),
                                () -> problems.add(Problem.at(origin, unknown(variable))));
            }
        });
        return entries;
    }

    private static Optional<String> nameOf(String variable, Collection<String> chosenNames) {
        for (Key<?> key : Keys.ALL) {
            if (!key.open() && variable.equals(key.variable())) {
                return Optional.of(key.name());
            }
        }
        return Keys.ALL.stream()
                .filter(key -> key.open() && part(key, variable) != null)
                .map(key -> reading(key, variable, chosenNames))
                .max(Comparator.comparing(Reading::known).thenComparing(Reading::fixedLength))
                .map(Reading::name);
    }

    /** What the variable means if it sets this key. {@code X_SPEECH_MODEL} may be read in two ways. */
    private static Reading reading(Key<?> key, String variable, Collection<String> chosenNames) {
        String part = Objects.requireNonNull(part(key, variable));
        Optional<String> known = chosenNames.stream()
                .filter(name -> Key.variablePart(name).equals(part))
                .findFirst();
        String separator = key.name().endsWith(">") ? "." : "-";
        String chosen = known.orElseGet(() -> part.toLowerCase(Locale.ROOT).replace("_", separator));
        return new Reading(key.at(chosen).name(), known.isPresent(), variable.length() - part.length());
    }

    /** What stands for the open part of the key's name; null when the variable has another form. */
    private static @Nullable String part(Key<?> key, String variable) {
        String form = key.variable();
        String before = form.substring(0, form.indexOf('<'));
        String after = form.substring(form.indexOf('>') + 1);
        boolean fits = variable.length() > before.length() + after.length()
                && variable.startsWith(before)
                && variable.endsWith(after);
        return fits ? variable.substring(before.length(), variable.length() - after.length()) : null;
    }

    private static String unknown(String variable) {
        String likely =
                variable.substring(PREFIX.length()).toLowerCase(Locale.ROOT).replace('_', '.');
        return Keys.unknown(likely);
    }

    /** One way to read a variable; a known name is believed first, then the longer fixed part. */
    private record Reading(String name, boolean known, int fixedLength) {}
}
