package dev.mynah.voice.tts;

import java.util.EnumSet;
import java.util.Set;

/** Tells which writing systems a text needs. Digits, punctuation and symbols belong to none: every voice reads them. */
public final class Scripts {
    private Scripts() {}

    /** The writing systems of the text's letters; empty when it has no letters. */
    public static Set<Script> of(String text) {
        Set<Script> scripts = EnumSet.noneOf(Script.class);
        text.codePoints().filter(Character::isLetter).mapToObj(Scripts::of).forEach(scripts::add);
        return scripts;
    }

    private static Script of(int letter) {
        return switch (Character.UnicodeScript.of(letter)) {
            case LATIN, COMMON, INHERITED -> Script.LATIN;
            case HAN -> Script.HAN;
            default -> Script.OTHER;
        };
    }
}
