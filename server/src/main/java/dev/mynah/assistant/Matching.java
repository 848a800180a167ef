package dev.mynah.assistant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the ways in which words follow a pattern. */
final class Matching {
    /** One way: the values found and the index of the first word after it. */
    record Match(int end, Captures captures) {}

    private Matching() {}

    /** The values of the first way in which all the words follow the pattern. */
    static Optional<Captures> whole(Pattern pattern, List<String> words) {
        return from(pattern, words, 0).stream()
                .filter(match -> match.end() == words.size())
                .map(Match::captures)
                .findFirst();
    }

    static List<Match> from(Pattern pattern, List<String> words, int from) {
        return continued(pattern, words, new Match(from, Captures.NONE));
    }

    private static List<Match> continued(Pattern pattern, List<String> words, Match so) {
        return switch (pattern) {
            case Pattern.Word(String text) ->
                so.end() < words.size() && words.get(so.end()).equals(text)
                        ? List.of(new Match(so.end() + 1, so.captures()))
                        : List.of();
            case Pattern.Sequence(List<Pattern> parts) -> sequence(parts, words, so);
            case Pattern.Choice(List<Pattern> options) ->
                options.stream()
                        .flatMap(option -> continued(option, words, so).stream())
                        .toList();
            case Pattern.Maybe(Pattern inner) -> {
                List<Match> ways = new ArrayList<>(continued(inner, words, so));
                ways.add(so);
                yield ways;
            }
            case Pattern.Fill(String name, Slot slot) ->
                slot.readings(words, so.end()).stream()
                        .map(reading -> new Match(reading.end(), so.captures().with(name, reading.value())))
                        .toList();
        };
    }

    private static List<Match> sequence(List<Pattern> parts, List<String> words, Match so) {
        List<Match> ways = List.of(so);
        for (Pattern part : parts) {
            ways = ways.stream()
                    .flatMap(way -> continued(part, words, way).stream())
                    .distinct()
                    .toList();
        }
        return ways;
    }
}
