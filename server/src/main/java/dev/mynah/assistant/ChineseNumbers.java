package dev.mynah.assistant;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Whole numbers in Chinese numerals: 25 is 二十五. */
final class ChineseNumbers {
    private static final String DIGITS = "零一二三四五六七八九";
    private static final String UNITS = "十百千";
    private static final long TEN_THOUSAND = 10_000;
    private static final long HUNDRED_MILLION = 100_000_000;

    private ChineseNumbers() {}

    static String words(long number) {
        if (number < 0) {
            return "负" + words(-number);
        }
        String words = counted(number);
        return words.startsWith("一十") ? words.substring(1) : words;
    }

    private static String counted(long number) {
        if (number >= HUNDRED_MILLION) {
            return joined(number, HUNDRED_MILLION, "亿");
        }
        if (number >= TEN_THOUSAND) {
            return joined(number, TEN_THOUSAND, "万");
        }
        for (int power = 3; power > 0; power--) {
            long unit = (long) Math.pow(10, power);
            if (number >= unit) {
                return joined(number, unit, UNITS.substring(power - 1, power));
            }
        }
        return digit((int) number);
    }

    private static String joined(long number, long unit, String name) {
        long rest = number % unit;
        String zero = rest > 0 && rest < unit / 10 ? "零" : "";
        return counted(number / unit) + name + (rest == 0 ? "" : zero + counted(rest));
    }

    /** The digit's numeral. */
    static String digit(int digit) {
        return DIGITS.substring(digit, digit + 1);
    }

    /** The values of the longest and every shorter number that begins at {@code from}. */
    static List<Slot.Reading> read(List<String> words, int from) {
        List<Slot.Reading> readings = new ArrayList<>();
        StringBuilder numerals = new StringBuilder();
        for (int at = from; at < words.size() && isNumeral(words.get(at)); at++) {
            numerals.append(words.get(at));
            int end = at + 1;
            parse(numerals.toString()).ifPresent(value -> readings.addFirst(new Slot.Reading(value, end)));
        }
        return readings;
    }

    private static boolean isNumeral(String word) {
        return word.length() == 1 && "零〇一二两三四五六七八九十百千万亿".contains(word);
    }

    /** The number, or empty when the numerals do not make one. A last digit may stand for the next unit: 一百五 is 150. */
    static OptionalLong parse(String numerals) {
        NumeralReading reading = new NumeralReading();
        boolean wellFormed = !numerals.isEmpty() && numerals.chars().allMatch(c -> reading.take((char) c));
        return wellFormed ? OptionalLong.of(reading.value()) : OptionalLong.empty();
    }

    /** A number while its numerals come in. */
    private static final class NumeralReading {
        private long finished;
        private long section;
        private int digit = -1;
        private long lastUnit = Long.MAX_VALUE;
        /** What a last digit counts when its unit is left out. */
        private long nextUnit = 1;

        boolean take(char numeral) {
            int value = numeral == '〇' ? 0 : numeral == '两' ? 2 : DIGITS.indexOf(numeral);
            if (value == 0) {
                boolean fits = digit < 0;
                nextUnit = 1;
                return fits;
            }
            if (value > 0) {
                boolean fits = digit < 0 && lastUnit != 1;
                digit = value;
                return fits;
            }
            int unit = UNITS.indexOf(numeral);
            return unit >= 0 ? takeUnit((long) Math.pow(10, unit + 1.0)) : takeSection(numeral);
        }

        private boolean takeUnit(long unit) {
            boolean fits = unit < lastUnit && (digit > 0 || unit == 10);
            section += Math.max(digit, 1) * unit;
            digit = -1;
            lastUnit = unit;
            nextUnit = unit / 10;
            return fits;
        }

        private boolean takeSection(char numeral) {
            section += Math.max(digit, 0);
            boolean fits = section > 0 || (finished > 0 && numeral == '亿');
            finished = numeral == '万' ? finished + section * TEN_THOUSAND : (finished + section) * HUNDRED_MILLION;
            section = 0;
            digit = -1;
            lastUnit = Long.MAX_VALUE;
            nextUnit = (numeral == '万' ? TEN_THOUSAND : HUNDRED_MILLION) / 10;
            return fits;
        }

        long value() {
            return finished + section + Math.max(digit, 0) * nextUnit;
        }
    }
}
