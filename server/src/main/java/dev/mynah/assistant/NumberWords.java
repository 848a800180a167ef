package dev.mynah.assistant;

import java.util.List;

/** An English number while its words come in. Not thread-safe. */
final class NumberWords {
    private static final List<String> SCALES = List.of("thousand", "million", "billion");

    private long finished;
    private int group;
    private long lowestScale = Long.MAX_VALUE;
    private boolean begun;
    private boolean open;
    private boolean hundreds;

    /** Takes another word; false when it does not continue a number. */
    boolean take(String word) {
        if (!begun && word.equals("a")) {
            begun = true;
            open = true;
            group = 1;
            return true;
        }
        if (word.equals("and")) {
            boolean fits = begun && !open && group % 100 == 0 && value() > 0;
            open = true;
            return fits;
        }
        return word.equals("hundred") ? takeHundred() : SCALES.contains(word) ? takeScale(word) : takeSmall(word);
    }

    private boolean takeHundred() {
        if (!begun || hundreds || group < 1 || group > 9) {
            return false;
        }
        group *= 100;
        hundreds = true;
        open = false;
        return true;
    }

    private boolean takeScale(String word) {
        long scale = (long) Math.pow(1000, SCALES.indexOf(word) + 1);
        if (group == 0 || scale >= lowestScale) {
            return false;
        }
        finished += group * scale;
        lowestScale = scale;
        group = 0;
        hundreds = false;
        open = false;
        return true;
    }

    private boolean takeSmall(String word) {
        int small = small(word);
        boolean article = open && !hundreds && group == 1;
        boolean fits = small >= 0 && !article && (begun ? continues(small) : true);
        if (fits) {
            group += small;
            begun = true;
            open = false;
        }
        return fits;
    }

    private boolean continues(int small) {
        int last = group % 100;
        if (small == 0 || value() == 0) {
            return false;
        }
        return last == 0 || (last >= 20 && last % 10 == 0 && small < 10 && !open);
    }

    private static int small(String word) {
        int unit = EnglishNumbers.UNITS.indexOf(word);
        int teen = EnglishNumbers.TEENS.indexOf(word);
        int ten = EnglishNumbers.TENS.indexOf(word);
        return unit >= 0 ? unit : teen >= 0 ? 10 + teen : ten >= 0 ? 20 + 10 * ten : -1;
    }

    /** Whether the words so far are a number, not only the beginning of one. */
    boolean complete() {
        return begun && !open;
    }

    long value() {
        return finished + group;
    }
}
