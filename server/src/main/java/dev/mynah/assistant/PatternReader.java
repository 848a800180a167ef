package dev.mynah.assistant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;

/**
 * Reads the notation of patterns: words, {@code [optional]}, {@code (one|of|these)} and {@code <name:slot>}. Han
 * characters need no spaces between them. A mistake is an {@link IllegalArgumentException}.
 */
final class PatternReader {
    private static final java.util.regex.Pattern SYMBOL =
            java.util.regex.Pattern.compile("[()\\[\\]|]|<[a-z]+:[a-z]+>|[^\\s()\\[\\]|<>]+|\\S");

    private final String notation;
    private final Map<String, Slot> slots;
    private final List<String> symbols;
    private int next;

    private PatternReader(String notation, Map<String, Slot> slots) {
        this.notation = notation;
        this.slots = slots;
        this.symbols =
                SYMBOL.matcher(notation).results().map(MatchResult::group).toList();
    }

    static Pattern read(String notation, Map<String, Slot> slots) {
        PatternReader reader = new PatternReader(notation, slots);
        Pattern pattern = reader.choice();
        if (reader.next < reader.symbols.size()) {
            throw reader.mistake();
        }
        return pattern;
    }

    private Pattern choice() {
        List<Pattern> options = new ArrayList<>(List.of(sequence()));
        while (at("|")) {
            next++;
            options.add(sequence());
        }
        return options.size() == 1 ? options.getFirst() : new Pattern.Choice(options);
    }

    private Pattern sequence() {
        List<Pattern> parts = new ArrayList<>();
        while (next < symbols.size() && !at("|") && !at(")") && !at("]")) {
            parts.addAll(part(symbols.get(next++)));
        }
        if (parts.isEmpty()) {
            throw mistake();
        }
        return parts.size() == 1 ? parts.getFirst() : new Pattern.Sequence(parts);
    }

    private List<Pattern> part(String symbol) {
        return switch (symbol.charAt(0)) {
            case '(' -> List.of(closed(")"));
            case '[' -> List.of(new Pattern.Maybe(closed("]")));
            case '<' -> List.of(fill(symbol));
            default -> words(symbol);
        };
    }

    private Pattern closed(String closing) {
        Pattern inner = choice();
        if (!at(closing)) {
            throw mistake();
        }
        next++;
        return inner;
    }

    private Pattern fill(String symbol) {
        int colon = symbol.indexOf(':');
        Slot slot = colon < 0 ? null : slots.get(symbol.substring(colon + 1, symbol.length() - 1));
        if (slot == null) {
            throw mistake();
        }
        return new Pattern.Fill(symbol.substring(1, colon), slot);
    }

    private List<Pattern> words(String symbol) {
        List<Pattern> words =
                Words.of(symbol).stream().<Pattern>map(Pattern.Word::new).toList();
        if (words.isEmpty()) {
            throw mistake();
        }
        return words;
    }

    private boolean at(String symbol) {
        return next < symbols.size() && symbols.get(next).equals(symbol);
    }

    private IllegalArgumentException mistake() {
        return new IllegalArgumentException("Pattern \"" + notation + "\" is wrong near symbol " + next);
    }
}
