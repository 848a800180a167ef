package dev.mynah.conversation;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One question and its answer, as they were heard. Immutable.
 *
 * @param id unique
 * @param conversationId of the channel it was on
 * @param heard what was understood; empty when the device spoke by itself
 * @param said the sentences that left for the device
 * @param trouble what went wrong, in words for people; empty when nothing did
 * @param stages where the time went, in milliseconds since the person stopped speaking
 * @param totalMillis from there to the first sound; null when there was none
 * @param serverMillis the server's own share of that; null when not known
 * @param heardSound whether there is a recording of the question
 * @param saidSound whether there is one of the answer
 */
public record Turn(
        String id,
        String conversationId,
        Instant at,
        Outcome outcome,
        String heard,
        String said,
        String trouble,
        List<Span> stages,
        @Nullable Double totalMillis,
        @Nullable Double serverMillis,
        boolean heardSound,
        boolean saidSound) {
    public Turn {
        stages = List.copyOf(stages);
    }

    /** What became of a turn. */
    public enum Outcome {
        /** It was said to its end. */
        FINISHED,
        /** It was interrupted. */
        CUT,
        /** The device got an apology instead of an answer. */
        FAILED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A part of the way from question to answer.
     *
     * @param name {@code waiting}, {@code recognition}, {@code model}, {@code sentence}, {@code voice}, {@code server} or
     *     {@code speaking}
     */
    public record Span(String name, double startMs, double endMs) {}
}
