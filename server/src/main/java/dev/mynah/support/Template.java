package dev.mynah.support;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sentences with places for values, each written as {@code {name}}. Stateless. */
public final class Template {
    private static final Pattern PLACE = Pattern.compile("\\{(\\w+)}");

    private Template() {}

    /** The names of the values that belong into a sentence, in its order. */
    public static List<String> names(String sentence) {
        return PLACE.matcher(sentence)
                .results()
                .map(place -> place.group(1))
                .distinct()
                .toList();
    }

    /** A sentence with its values, by name. */
    public static String fill(String sentence, UnaryOperator<String> values) {
        return PLACE.matcher(sentence).replaceAll(place -> Matcher.quoteReplacement(values.apply(place.group(1))));
    }
}
