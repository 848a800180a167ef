package dev.mynah.voice.turn;

/** Why the server cannot answer as it should; each has words a local voice can speak. */
public enum Apology {
    /** The speech could not be recognised. */
    NOT_UNDERSTOOD,
    /** Too many people talk at once. */
    BUSY,
    /** No model gave an answer. */
    NO_ANSWER,
    /** The answer broke off. */
    BROKEN_OFF
}
