package dev.mynah.voice.tts.openai;

import java.lang.Character.UnicodeScript;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which languages a text needs, judged by the characters it is written with. */
final class Scripts {
    private static final Map<UnicodeScript, Set<String>> READERS = Map.of(
            UnicodeScript.HAN, Set.of("zh", "ja", "yue"),
            UnicodeScript.HIRAGANA, Set.of("ja"),
            UnicodeScript.KATAKANA, Set.of("ja"),
            UnicodeScript.HANGUL, Set.of("ko"),
            UnicodeScript.CYRILLIC, Set.of("ru", "uk", "bg", "sr", "be", "mk", "kk", "mn"),
            UnicodeScript.ARABIC, Set.of("ar", "fa", "ur"),
            UnicodeScript.HEBREW, Set.of("he"),
            UnicodeScript.THAI, Set.of("th"),
            UnicodeScript.GREEK, Set.of("el"),
            UnicodeScript.DEVANAGARI, Set.of("hi", "mr", "ne"));

    private Scripts() {}

    /** Whether a voice of these languages can read all of the text in a conversation of this language. */
    static boolean speakable(String text, Locale language, Set<String> spoken) {
        boolean special = false;
        for (int character : text.codePoints().toArray()) {
            Set<String> readers = READERS.get(UnicodeScript.of(character));
            if (readers != null && readers.stream().noneMatch(spoken::contains)) {
                return false;
            }
            special |= readers != null;
        }
        return special || spoken.contains(language.getLanguage());
    }
}
