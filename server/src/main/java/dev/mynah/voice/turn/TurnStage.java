package dev.mynah.voice.turn;

/** The moments of a turn, in the order in which they come. */
public enum TurnStage {
    /** The user really stopped speaking: the decision less the silence it waited for. */
    SPEECH_END,
    /** The server decided that the user has finished. */
    END_DECIDED,
    /** The text of the utterance is there. */
    TRANSCRIBED,
    /** The model's first words. */
    FIRST_TEXT,
    /** The first sentence to be spoken. */
    FIRST_SENTENCE,
    /** The voice's first samples. */
    FIRST_SAMPLES,
    /** The first frame left for the device. */
    FIRST_FRAME,
    /** Everything was said, or the turn was cut. */
    OVER
}
