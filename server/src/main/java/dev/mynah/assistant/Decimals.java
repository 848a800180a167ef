package dev.mynah.assistant;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Numbers with digits after the point, read and said in both languages. */
final class Decimals {
    /** More digits than these are neither heard nor said; nine keep every product sayable in words. */
    private static final int MOST_DIGITS = 9;

    private Decimals() {}

    /** The numbers that begin at {@code from}, such as "negative three point five", 3.5 or 负三点五. */
    static List<Slot.Reading> read(List<String> words, int from) {
        if (from < words.size() && List.of("negative", "minus", "负").contains(words.get(from))) {
            return unsigned(words, from + 1).stream()
                    .map(reading -> new Slot.Reading(((BigDecimal) reading.value()).negate(), reading.end()))
                    .toList();
        }
        return unsigned(words, from);
    }

    private static List<Slot.Reading> unsigned(List<String> words, int from) {
        List<Slot.Reading> wholes = new ArrayList<>(EnglishNumbers.read(words, from));
        wholes.addAll(ChineseNumbers.read(words, from));
        List<Slot.Reading> readings = new ArrayList<>();
        for (Slot.Reading whole : wholes) {
            BigDecimal value = BigDecimal.valueOf((long) whole.value());
            readings.addAll(withFraction(value, words, whole.end()));
            readings.add(new Slot.Reading(value, whole.end()));
        }
        if (from < words.size() && words.get(from).matches("\\d{1,9}(\\.\\d{1,9})?")) {
            readings.add(new Slot.Reading(new BigDecimal(words.get(from)), from + 1));
        }
        return readings.stream()
                .filter(reading -> ((BigDecimal) reading.value()).compareTo(BigDecimal.TEN.pow(MOST_DIGITS)) < 0)
                .toList();
    }

    private static List<Slot.Reading> withFraction(BigDecimal whole, List<String> words, int at) {
        if (at >= words.size() || !List.of("point", "点").contains(words.get(at))) {
            return List.of();
        }
        StringBuilder digits = new StringBuilder();
        int end = at + 1;
        for (int digit; end < words.size() && (digit = digit(words.get(end))) >= 0; end++) {
            digits.append(digit);
        }
        if (digits.isEmpty() || digits.length() > MOST_DIGITS) {
            return List.of();
        }
        return List.of(new Slot.Reading(new BigDecimal(whole.toBigInteger() + "." + digits), end));
    }

    private static int digit(String word) {
        int english = EnglishNumbers.UNITS.indexOf(word);
        return english >= 0 ? english : word.length() == 1 ? "零一二三四五六七八九".indexOf(word) : -1;
    }

    /** The number in words: "minus three point five". */
    static String words(BigDecimal number, Language language) {
        BigDecimal size = number.abs().stripTrailingZeros();
        BigDecimal whole = size.setScale(0, RoundingMode.DOWN);
        String sign = number.signum() < 0 ? language.pick("minus ", "负") : "";
        String words = sign + whole(whole.longValueExact(), language);
        if (size.scale() <= 0) {
            return words;
        }
        String fraction = size.subtract(whole).toPlainString().substring(2);
        return words
                + language.pick(" point ", "点")
                + fraction.chars()
                        .mapToObj(c -> language.pick(EnglishNumbers.UNITS.get(c - '0'), ChineseNumbers.digit(c - '0')))
                        .collect(Collectors.joining(language.pick(" ", "")));
    }

    private static String whole(long number, Language language) {
        return switch (language) {
            case ENGLISH -> EnglishNumbers.words(number);
            case CHINESE -> ChineseNumbers.words(number);
        };
    }
}
