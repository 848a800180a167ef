package dev.mynah.voice.stt.sphinx;

import java.util.Arrays;

/** How well the best of the bare sounds fits each frame: what a sentence has to be measured against. Not thread-safe. */
final class SoundScores {
    private float[] scores = new float[256];
    private int size;

    /** Adds the next frame's score, a logarithm in the library's base. */
    void add(float score) {
        if (size == scores.length) {
            scores = Arrays.copyOf(scores, 2 * size);
        }
        scores[size++] = score;
    }

    float of(int frame) {
        return scores[frame];
    }

    int size() {
        return size;
    }
}
