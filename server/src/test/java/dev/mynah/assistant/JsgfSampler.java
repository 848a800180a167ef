package dev.mynah.assistant;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Says random sentences of a JSGF grammar, reading nothing but its text. */
final class JsgfSampler {
    private static final Pattern RULE = Pattern.compile("(public )?<(\\w+)> = ([^;]+);");
    private static final Pattern SYMBOL = Pattern.compile("[()\\[\\]|]|<\\w+>|[^\\s()\\[\\]|<>]+");

    private final Map<String, List<String>> rules = new LinkedHashMap<>();
    private final List<String> sentences = new ArrayList<>();
    private final RandomGenerator random;

    /** A sentence, the public rule it is of, and the texts said for the value rules in it, as {@code number=fifty}. */
    record Sample(String rule, String text, List<String> values) {}

    JsgfSampler(String jsgf, RandomGenerator random) {
        this.random = random;
        RULE.matcher(jsgf).results().forEach(rule -> {
            rules.put(
                    rule.group(2),
                    SYMBOL.matcher(rule.group(3))
                            .results()
                            .map(MatchResult::group)
                            .toList());
            if (rule.group(1) != null) {
                sentences.add(rule.group(2));
            }
        });
    }

    List<String> sentenceRules() {
        return sentences;
    }

    /** Every word of the grammar. */
    List<String> words() {
        return rules.values().stream()
                .flatMap(List::stream)
                .filter(symbol -> !symbol.matches("[()\\[\\]|]|<\\w+>"))
                .distinct()
                .toList();
    }

    Sample sample(String rule) {
        Walk walk = new Walk(rules.getOrDefault(rule, List.of()), new ArrayList<>());
        String text = walk.choice();
        return new Sample(rule, text, walk.values);
    }

    /** One descent through a rule's expansion. */
    private final class Walk {
        private final List<String> symbols;
        private final List<String> values;
        private int at;

        Walk(List<String> symbols, List<String> values) {
            this.symbols = symbols;
            this.values = values;
        }

        /** Expands every option, to get past it, and says one of them. */
        String choice() {
            String said = "";
            List<String> kept = List.of();
            int before = values.size();
            for (int options = 1; ; options++) {
                String option = sequence();
                List<String> brought = List.copyOf(values.subList(before, values.size()));
                values.subList(before, values.size()).clear();
                if (random.nextInt(options) == 0) {
                    said = option;
                    kept = brought;
                }
                if (at >= symbols.size() || !symbols.get(at).equals("|")) {
                    values.addAll(kept);
                    return said;
                }
                at++;
            }
        }

        private String sequence() {
            List<String> said = new ArrayList<>();
            while (at < symbols.size() && !List.of("|", ")", "]").contains(symbols.get(at))) {
                said.add(part(symbols.get(at++)));
            }
            return String.join(
                    " ", said.stream().filter(word -> !word.isEmpty()).toList());
        }

        private String part(String symbol) {
            if (symbol.equals("(") || symbol.equals("[")) {
                int before = values.size();
                String inner = choice();
                at++;
                boolean leftOut = symbol.equals("[") && random.nextBoolean();
                if (leftOut) {
                    values.subList(before, values.size()).clear();
                }
                return leftOut ? "" : inner;
            }
            if (symbol.startsWith("<")) {
                String name = symbol.substring(1, symbol.length() - 1);
                String value = new Walk(rules.getOrDefault(name, List.of()), new ArrayList<>()).choice();
                values.add(name + "=" + value);
                return value;
            }
            return symbol;
        }
    }
}
