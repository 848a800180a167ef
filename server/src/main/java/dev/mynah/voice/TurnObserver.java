package dev.mynah.voice;

import dev.mynah.session.DeviceSession;
import dev.mynah.voice.turn.TurnTimeline;

/** Learns what becomes of turns. Thread-safe; must not block. */
public interface TurnObserver {
    /** How a turn ended. */
    enum Outcome {
        /** It was said to its end. */
        FINISHED,
        /** It was interrupted. */
        CUT
    }

    /** A turn is over. */
    void turnOver(DeviceSession session, Outcome outcome, TurnTimeline timeline);

    /** A frame left, so many nanoseconds after its time. */
    void frameSent(long lateNanos);

    /** So many threads outlived the reply they worked for. */
    void leaked(int stages);

    /** The time from an interruption to {@code tts stop}. */
    void interrupted(long nanos);
}
