package dev.mynah.voice.turn;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** When the stages of one turn came, on the monotonic clock. Thread-safe; the first mark of a stage counts. */
public final class TurnTimeline {
    private final Map<TurnStage, Long> marks = new EnumMap<>(TurnStage.class);
    private long settleNanos;
    private @Nullable Trouble trouble;

    /**
     * Why somebody got an apology.
     *
     * @param cause what the provider said; empty when it said nothing
     */
    public record Trouble(Apology apology, String cause) {}

    /** Notes that the device gets an apology; the first one counts. */
    public synchronized void troubled(Apology apology, String cause) {
        if (trouble == null) {
            trouble = new Trouble(apology, cause);
        }
    }

    /** Why the device got an apology, if it did. */
    public synchronized Optional<Trouble> trouble() {
        return Optional.ofNullable(trouble);
    }

    /** Notes that a stage came. */
    public synchronized void mark(TurnStage stage, long nanoTime) {
        marks.putIfAbsent(stage, nanoTime);
    }

    /** Notes how long the device was given to switch to speaking before the first frame. */
    public synchronized void settled(long nanos) {
        settleNanos = nanos;
    }

    /** From one stage to another in nanoseconds; empty when one of them did not come. */
    public synchronized OptionalLong between(TurnStage from, TurnStage to) {
        Long start = marks.get(from);
        Long end = marks.get(to);
        return start == null || end == null ? OptionalLong.empty() : OptionalLong.of(end - start);
    }

    /**
     * The server's own share of the way from the decision that the user has finished to the first frame: all of it less
     * what recogniser, model and voice took, and less the time the device needs to switch to speaking.
     */
    public synchronized OptionalLong ownShare() {
        OptionalLong whole = between(TurnStage.END_DECIDED, TurnStage.FIRST_FRAME);
        if (whole.isEmpty()) {
            return whole;
        }
        long providers = between(TurnStage.END_DECIDED, TurnStage.TRANSCRIBED).orElse(0)
                + between(TurnStage.TRANSCRIBED, TurnStage.FIRST_TEXT).orElse(0);
        long voice = between(TurnStage.FIRST_SENTENCE, TurnStage.FIRST_SAMPLES).orElse(0);
        // The voice works while the device settles; the longer of the two is not ours.
        return OptionalLong.of(whole.getAsLong() - providers - Math.max(voice, settleNanos));
    }

    /** The stages that came, as {@code name=milliseconds} since the turn's first, for one log line. */
    public synchronized String describe() {
        if (marks.isEmpty()) {
            return "";
        }
        long start = marks.values().iterator().next();
        StringBuilder line = new StringBuilder();
        marks.forEach((stage, at) -> line.append(line.isEmpty() ? "" : " ")
                .append(stage.name().toLowerCase(Locale.ROOT))
                .append('=')
                .append(Math.round((at - start) / 1e5) / 10.0));
        return line.toString();
    }
}
