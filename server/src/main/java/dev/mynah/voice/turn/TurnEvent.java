package dev.mynah.voice.turn;

import dev.mynah.protocol.ListenMode;
import java.time.Duration;

/** Everything the turn-taking rules may react to. */
public sealed interface TurnEvent {
    /** The device turned its microphone on. */
    record ListenStarted(ListenMode mode) implements TurnEvent {}

    /** The device turned its microphone off: the end of a push-to-talk utterance. */
    record ListenStopped() implements TurnEvent {}

    /** The device heard its wake word; a greeting may answer it. */
    record WakeWordHeard() implements TurnEvent {}

    /** Someone began to speak, in audio time. */
    record SpeechStarted() implements TurnEvent {}

    /**
     * Someone stopped speaking.
     *
     * @param speech how long the speech was, in audio time
     */
    record SpeechStopped(Duration speech) implements TurnEvent {}

    /** The text of an utterance; empty when there were no words. */
    record Heard(long utterance, String text) implements TurnEvent {}

    /** The utterance could not be recognised. */
    record RecognitionFailed(long utterance, Apology apology) implements TurnEvent {}

    /** A question that came as text. */
    record TextEntered(String text) implements TurnEvent {}

    /** Something the server wants to say by itself. */
    record AnnouncementRequested(String text) implements TurnEvent {}

    /** The reply of that epoch made progress: a sentence or samples came. */
    record ReplyProgressed(long epoch) implements TurnEvent {}

    /** Everything of that epoch was played and the device was told. */
    record PlayoutFinished(long epoch) implements TurnEvent {}

    /** The user interrupted at the device. */
    record DeviceAborted() implements TurnEvent {}

    /** A timer asked for by {@link TurnEffect.Arm} ran out. */
    record TimerFired(TurnTimer timer) implements TurnEvent {}

    /** The reply asks to end the conversation once it was heard. */
    record FarewellRequested() implements TurnEvent {}
}
