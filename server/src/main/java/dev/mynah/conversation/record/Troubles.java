package dev.mynah.conversation.record;

import dev.mynah.voice.turn.TurnTimeline;

/** What went wrong in a turn, in words for people who look after the server. Stateless. */
final class Troubles {
    private Troubles() {}

    static String words(TurnTimeline.Trouble trouble) {
        String what =
                switch (trouble.apology()) {
                    case NOT_UNDERSTOOD -> "The speech could not be recognised";
                    case BUSY -> "Too many people talked at once";
                    case NO_ANSWER -> "No model gave an answer";
                    case BROKEN_OFF -> "The answer broke off";
                };
        return trouble.cause().isEmpty() ? what : what + ": " + trouble.cause();
    }
}
