package dev.mynah.assistant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whole numbers in English words, American style: 125 is "one hundred twenty five". */
final class EnglishNumbers {
    static final List<String> UNITS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
    static final List<String> TEENS = List.of(
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    static final List<String> TENS =
            List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");
    private static final List<String> SCALES = List.of("", "thousand", "million", "billion", "trillion", "quadrillion");
    private static final Map<String, String> IRREGULAR_ORDINALS = Map.of(
            "one", "first", "two", "second", "three", "third", "five", "fifth", "eight", "eighth", "nine", "ninth",
            "twelve", "twelfth");

    private EnglishNumbers() {}

    /** The number in words; from 10^18 on in digits. */
    static String words(long number) {
        if (number < 0) {
            return "minus " + words(-number);
        }
        if (number == 0) {
            return UNITS.getFirst();
        }
        if (number >= 1_000_000_000_000_000_000L) {
            return Long.toString(number);
        }
        List<String> groups = new ArrayList<>();
        int scale = 0;
        for (long rest = number; rest > 0; rest /= 1000, scale++) {
            int group = (int) (rest % 1000);
            if (group > 0) {
                groups.addFirst((belowThousand(group) + " " + SCALES.get(scale)).strip());
            }
        }
        return String.join(" ", groups);
    }

    private static String belowThousand(int number) {
        String rest = number % 100 == 0 ? "" : belowHundred(number % 100);
        return number < 100 ? rest : (UNITS.get(number / 100) + " hundred " + rest).strip();
    }

    private static String belowHundred(int number) {
        if (number < 10) {
            return UNITS.get(number);
        }
        if (number < 20) {
            return TEENS.get(number - 10);
        }
        String tens = TENS.get(number / 10 - 2);
        return number % 10 == 0 ? tens : tens + " " + UNITS.get(number % 10);
    }

    /** The number as an ordinal, such as "twenty first". */
    static String ordinal(int number) {
        String words = words(number);
        int last = words.lastIndexOf(' ') + 1;
        String word = words.substring(last);
        String regular = word.endsWith("y") ? word.substring(0, word.length() - 1) + "ieth" : word + "th";
        return words.substring(0, last) + IRREGULAR_ORDINALS.getOrDefault(word, regular);
    }

    /** The year as people say it, such as "twenty twenty six". */
    static String year(int year) {
        if (year < 1000 || year > 9999 || year % 1000 < 10) {
            return words(year);
        }
        int rest = year % 100;
        String century = words(year / 100);
        if (rest == 0) {
            return century + " hundred";
        }
        return century + (rest < 10 ? " oh " : " ") + words(rest);
    }

    /** The values of the longest and every shorter number in words that begins at {@code from}. */
    static List<Slot.Reading> read(List<String> words, int from) {
        NumberWords state = new NumberWords();
        List<Slot.Reading> readings = new ArrayList<>();
        for (int at = from; at < words.size() && state.take(words.get(at)); at++) {
            if (state.complete()) {
                readings.addFirst(new Slot.Reading(state.value(), at + 1));
            }
        }
        return readings;
    }
}
