package dev.mynah.voice.turn;

import java.time.Duration;

/** What the rules want done. Effects of one step are carried out in their order. */
public sealed interface TurnEffect {
    /** Begin to recognise an utterance, starting with the audio from just before it. */
    record OpenUtterance(long utterance) implements TurnEffect {}

    /** The utterance is complete: ask for its text. */
    record FinishUtterance(long utterance) implements TurnEffect {}

    /** Forget the utterance. */
    record DropUtterance(long utterance) implements TurnEffect {}

    /** Show on the device what was heard. */
    record ShowHeard(String text) implements TurnEffect {}

    /** Answer the text. */
    record BeginReply(long epoch, String text) implements TurnEffect {}

    /** Say the text as it is. */
    record BeginAnnouncement(long epoch, String text) implements TurnEffect {}

    /** Say that something went wrong, with a voice that needs no network. */
    record BeginApology(long epoch, Apology apology) implements TurnEffect {}

    /**
     * Let nothing below this epoch reach the device any more, tell the device that speaking is over, and record what was
     * heard. Always before {@link CancelReply}.
     */
    record Fence(long minimumEpoch, CutReason reason) implements TurnEffect {}

    /** End the work for a reply without waiting for it. */
    record CancelReply(long epoch) implements TurnEffect {}

    /** Hold the voice back because somebody seems to speak. */
    record PausePlayout() implements TurnEffect {}

    /** Go on speaking: it was a false alarm. */
    record ResumePlayout() implements TurnEffect {}

    /** Forget what the voice detection gathered and begin anew. */
    record ResetListening() implements TurnEffect {}

    /** Start a timer anew. */
    record Arm(TurnTimer timer, Duration after) implements TurnEffect {}

    /** Stop a timer. */
    record Disarm(TurnTimer timer) implements TurnEffect {}

    /** Close the channel. */
    record EndChannel(EndReason reason) implements TurnEffect {}

    /** Why the rules end a channel. */
    enum EndReason {
        /** Nobody said anything for the idle time. */
        IDLE,
        /** The user said good-bye. */
        FAREWELL
    }
}
