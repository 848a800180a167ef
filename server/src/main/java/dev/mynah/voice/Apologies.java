package dev.mynah.voice;

import dev.mynah.voice.turn.Apology;
import java.util.Locale;

/** The words of an apology, in the language of the conversation. */
final class Apologies {
    private Apologies() {}

    static String words(Apology apology, Locale language) {
        return language.getLanguage().equals("zh") ? chinese(apology) : english(apology);
    }

    /** Said when a model did something but had nothing to say about it. */
    static String done(Locale language) {
        return language.getLanguage().equals("zh") ? "好了。" : "Done.";
    }

    private static String english(Apology apology) {
        return switch (apology) {
            case NOT_UNDERSTOOD -> "Sorry, I could not understand that.";
            case BUSY -> "Sorry, too many people are talking to me. Please try again in a moment.";
            case NO_ANSWER -> "Sorry, I have no answer right now.";
            case BROKEN_OFF -> "Sorry, I lost the rest of my answer.";
        };
    }

    private static String chinese(Apology apology) {
        return switch (apology) {
            case NOT_UNDERSTOOD -> "抱歉，我没有听懂。";
            case BUSY -> "抱歉，现在找我的人太多了，请稍后再试。";
            case NO_ANSWER -> "抱歉，我现在没有答案。";
            case BROKEN_OFF -> "抱歉，后面的回答丢失了。";
        };
    }
}
