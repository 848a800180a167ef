package dev.mynah.voice.llm;

import dev.mynah.protocol.Emotion;

/** Takes a reply as it is produced. Called by one thread; each call may block to hold the model back. */
public interface ReplySink {
    /** Another piece of the text to be spoken; pieces need not end at word boundaries. */
    void text(String piece) throws InterruptedException;

    /** The face to show with what follows. At most the first one of a reply reaches the device. */
    void emotion(Emotion emotion) throws InterruptedException;
}
