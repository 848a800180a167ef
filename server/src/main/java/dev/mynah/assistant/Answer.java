package dev.mynah.assistant;

import dev.mynah.protocol.Emotion;

/**
 * What the assistant says.
 *
 * @param emotion the face to show with it
 */
record Answer(String text, Emotion emotion) {
    static Answer plain(String text) {
        return new Answer(text, Emotion.NEUTRAL);
    }

    static Answer happy(String text) {
        return new Answer(text, Emotion.HAPPY);
    }

    /** Tells that something could not be done. */
    static Answer sorry(String text) {
        return new Answer(text, Emotion.SAD);
    }
}
