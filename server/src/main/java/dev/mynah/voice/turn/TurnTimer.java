package dev.mynah.voice.turn;

/** The timers the rules use. At most one of each runs. */
public enum TurnTimer {
    /** Nobody did anything for long. */
    IDLE,
    /** A wake word or text came and the first {@code listen start} may still follow. */
    FIRST_LISTEN,
    /** An utterance lasts longer than any utterance may, on the wall clock. */
    UTTERANCE,
    /** The recogniser does not answer. */
    RECOGNITION,
    /** The reply makes no progress. */
    REPLY,
    /** The reply was paused because somebody seemed to speak. */
    FALSE_INTERRUPTION
}
