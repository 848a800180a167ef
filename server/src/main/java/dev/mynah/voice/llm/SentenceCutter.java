package dev.mynah.voice.llm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts plain text into sentences. A mark that may end one is judged by the first character after it that is no space:
 * "3.5", "Dr. Lee" and "e.g. this" stay whole. Takes code points.
 */
final class SentenceCutter {
    /** The first sentence may end at a comma once it has this weight; a Han character weighs three Latin ones. */
    private static final int FIRST_CLAUSE_WEIGHT = 20;

    private static final int HAN_WEIGHT = 3;
    private static final int FIRST_LIMIT = 60;
    private static final int LIMIT = 200;

    /** How far a row of closing marks may overrun a limit. */
    private static final int SLACK = 20;

    private static final String WIDE_ENDS = "。！？；…";
    private static final String LATIN_ENDS = ".!?";
    private static final String WIDE_COMMAS = "，、：";
    private static final String LATIN_COMMAS = ",;:";
    private static final String CLOSERS = "\"'”’)]}」』】》）";
    private static final Set<String> ABBREVIATIONS = Set.of(
            "dr", "mr", "mrs", "ms", "prof", "st", "sr", "jr", "vs", "approx", "fig", "inc", "ltd", "gen", "col", "rev",
            "dept", "mt", "ave");

    private final List<String> sentences = new ArrayList<>();
    private final StringBuilder sentence = new StringBuilder();
    private int weight;
    private boolean first = true;
    /** The mark that may have ended the sentence, 0 for none. */
    private int ending;

    private boolean spaceSince;

    List<String> sentences() {
        return sentences;
    }

    void accept(int c) {
        if (c == '\n' || c == '\r') {
            cut(sentence.length());
        } else if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            space();
        } else {
            character(c);
        }
    }

    void end() {
        cut(sentence.length());
    }

    private void space() {
        if (!sentence.isEmpty() && !sentence.toString().endsWith(" ")) {
            sentence.append(' ');
            spaceSince = true;
            limit();
        }
    }

    private void character(int c) {
        boolean belongsToEnding = ending != 0 && !spaceSince && (isEnd(c) || CLOSERS.indexOf(c) >= 0);
        if (ending != 0 && !belongsToEnding && ends(c)) {
            cut(sentence.length());
        }
        append(c);
        if (isEnd(c) || isCommaToCutAt(c)) {
            ending = c;
            spaceSince = false;
        } else if (!belongsToEnding) {
            ending = 0;
        }
        limit();
    }

    private void append(int c) {
        sentence.appendCodePoint(c);
        weight += isHan(c) ? HAN_WEIGHT : 1;
    }

    private boolean isCommaToCutAt(int c) {
        return first && weight >= FIRST_CLAUSE_WEIGHT && (WIDE_COMMAS.indexOf(c) >= 0 || LATIN_COMMAS.indexOf(c) >= 0);
    }

    /** Whether the mark seen last ended the sentence, now that {@code next} follows it. */
    private boolean ends(int next) {
        if (ending == '…') {
            return !isLowerLatin(next);
        }
        if (WIDE_ENDS.indexOf(ending) >= 0 || WIDE_COMMAS.indexOf(ending) >= 0) {
            return true;
        }
        if (LATIN_COMMAS.indexOf(ending) >= 0) {
            return spaceSince;
        }
        boolean separated = spaceSince || isHan(next);
        return separated && !isLowerLatin(next) && !(ending == '.' && isAbbreviation(next));
    }

    private boolean isAbbreviation(int next) {
        String text = sentence.toString().stripTrailing();
        if (!text.endsWith(".") || text.endsWith("..")) {
            return false;
        }
        String word = text.substring(text.lastIndexOf(' ') + 1, text.length() - 1);
        String bare = word.replaceFirst("^[^\\p{L}\\p{N}]+", "").toLowerCase(Locale.ROOT);
        boolean initials = bare.matches("[a-z](\\.[a-z])*") && !isHan(next) && !bare.equals("i");
        boolean listNumber = word.equals(text.substring(0, text.length() - 1)) && bare.matches("\\d{1,3}");
        boolean number = bare.equals("no") && Character.isDigit(next);
        return initials || listNumber || number || ABBREVIATIONS.contains(bare);
    }

    private void limit() {
        int most = first ? FIRST_LIMIT : LIMIT;
        if (sentence.length() < most || (ending != 0 && sentence.length() < most + SLACK)) {
            return;
        }
        int space = sentence.lastIndexOf(" ");
        int comma = WIDE_COMMAS
                .chars()
                .map(c -> sentence.lastIndexOf(Character.toString(c)) + 1)
                .max()
                .orElse(0);
        int best = Math.max(space, comma);
        int kept = ending;
        cut(best > most / 3 ? best : sentence.length());
        ending = sentence.isEmpty() ? 0 : kept;
    }

    /** Hands on what comes before {@code end}, unless there is nothing in it to be said. */
    private void cut(int end) {
        String text = sentence.substring(0, end).strip();
        String rest = sentence.substring(end).stripLeading();
        sentence.setLength(0);
        sentence.append(rest);
        weight = rest.codePoints().map(c -> isHan(c) ? HAN_WEIGHT : 1).sum();
        ending = 0;
        if (text.codePoints().anyMatch(Character::isLetterOrDigit)) {
            sentences.add(text);
            first = false;
        }
    }

    private static boolean isEnd(int c) {
        return WIDE_ENDS.indexOf(c) >= 0 || LATIN_ENDS.indexOf(c) >= 0;
    }

    private static boolean isLowerLatin(int c) {
        return Character.isLowerCase(c);
    }

    private static boolean isHan(int c) {
        return Character.isIdeographic(c);
    }
}
