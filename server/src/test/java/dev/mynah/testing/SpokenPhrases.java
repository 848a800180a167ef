package dev.mynah.testing;

import dev.mynah.simulator.audio.Speech;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Sentences spoken once for all tests, as 16 kHz samples. */
public final class SpokenPhrases {
    public static final short[] WHAT_TIME_IS_IT = spoken("what time is it");

    /** A single short word. */
    public static final short[] YES = spoken("yes");

    private SpokenPhrases() {}

    private static short[] spoken(String text) {
        try {
            return new Speech(Speech.BUILT_IN).say(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
