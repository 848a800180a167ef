package dev.mynah.voice.stt.sphinx;

import edu.cmu.sphinx.frontend.DataEndSignal;
import edu.cmu.sphinx.frontend.FloatData;
import java.io.IOException;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * One utterance being heard: both searches side by side on the same frames, so that they share features and the scores
 * of sounds. Belongs to the thread of its {@link Models}; several may take turns on it.
 */
final class Decoding {
    /** Shorter than any word; a search that has seen nothing cannot be asked for a result. */
    private static final int LEAST_FRAMES = 12;

    private final FrontEnd frontEnd;
    private final FrameQueue forCommands = new FrameQueue();
    private final FrameQueue forWords = new FrameQueue();
    private final CommandSearch commands;
    private final WordSearch words;
    private int frames;

    Decoding(Models models, Beams beams, RandomGenerator dither, LongSupplier frameNumbers) throws IOException {
        frontEnd = new FrontEnd(models.acoustics(), dither, frameNumbers);
        commands = new CommandSearch(models, forCommands);
        words = new WordSearch(models, forWords, beams);
    }

    /** Hears some samples at 16 kHz. */
    void add(short[] samples) {
        frontEnd.add(samples);
        search();
    }

    private void search() {
        for (@Nullable FloatData frame = frontEnd.next(); frame != null; frame = frontEnd.next()) {
            frames++;
            forCommands.add(frame);
            forWords.add(frame);
            if (words.ready()) {
                words.advance();
            }
            // After the lookahead the words lag by as many frames; in step, one search finds the other's scores.
            if (forCommands.size() >= WordSearch.LOOKAHEAD) {
                commands.advance();
            }
        }
    }

    /** What was heard, once there is no more to hear. */
    Heard end() {
        frontEnd.end();
        search();
        if (frames < LEAST_FRAMES) {
            return new Heard("", "");
        }
        DataEndSignal end = new DataEndSignal(0);
        forCommands.end(end);
        forWords.end(end);
        while (forCommands.size() > 0) {
            commands.advance();
        }
        return new Heard(commands.end(), words.end());
    }

    /**
     * What the two searches heard.
     *
     * @param command the sentence of the grammar, with {@code <unk>} or empty when it was none
     * @param words the free text
     */
    record Heard(String command, String words) {
        /**
         * Where commands begin to resemble what the free vocabulary heard. The grammar alone bends every fifth foreign
         * sentence into a command; measured in docs/evidence/speech.md.
         */
        private static final double ALIKE = 0.6;

        private static final String NO_SENTENCE = "<unk>";

        /** The command when both searches agree that it was one, else the free text. */
        String text() {
            boolean sentence = !command.isEmpty() && !command.contains(NO_SENTENCE);
            return sentence && Similarity.ratio(command, words) >= ALIKE ? command : words;
        }
    }
}
