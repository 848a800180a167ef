package dev.mynah.assistant;

import java.util.Locale;

/** The languages the offline assistant understands and answers in. */
public enum Language {
    ENGLISH,
    CHINESE;

    /** The language of a text by its script; the conversation's language when the script does not tell. */
    static Language of(String text, Locale conversation) {
        if (text.codePoints().anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN)) {
            return CHINESE;
        }
        if (text.codePoints().anyMatch(Character::isLetter)) {
            return ENGLISH;
        }
        return conversation.getLanguage().equals(Locale.CHINESE.getLanguage()) ? CHINESE : ENGLISH;
    }

    /** The one of two wordings that is in this language. */
    String pick(String english, String chinese) {
        return switch (this) {
            case ENGLISH -> english;
            case CHINESE -> chinese;
        };
    }
}
