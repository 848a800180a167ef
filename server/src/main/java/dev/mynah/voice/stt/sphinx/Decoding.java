package dev.mynah.voice.stt.sphinx;

import dev.mynah.voice.stt.sphinx.CommandSearch.Sentence;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.frontend.DataEndSignal;
import edu.cmu.sphinx.frontend.FloatData;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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
    private final Levels levels = new Levels();
    private final Models models;
    private final boolean hurried;
    private final List<Data> kept = new ArrayList<>();
    private int frames;

    Decoding(Models models, Beams beams, RandomGenerator dither, LongSupplier frameNumbers) throws IOException {
        frontEnd = new FrontEnd(models.acoustics(), dither, frameNumbers);
        this.models = models;
        // Most of what is said to a server with a waiting line are commands, which need no free text. It is searched
        // only
        // when the utterance turns out to be none.
        hurried = beams.equals(Beams.NARROW);
        commands = new CommandSearch(models, forCommands);
        words = new WordSearch(models, forWords, hurried ? Beams.SKIMMING : beams);
    }

    /** Hears some samples at 16 kHz. */
    void add(short[] samples) {
        levels.add(samples);
        frontEnd.add(samples);
        search();
    }

    private void search() {
        for (@Nullable FloatData frame = frontEnd.next(); frame != null; frame = frontEnd.next()) {
            frames++;
            forCommands.add(frame);
            forWords.add(frame);
            if (hurried) {
                kept.add(frame);
            }
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
        if (frames < LEAST_FRAMES || levels.silent()) {
            return Heard.NOTHING;
        }
        DataEndSignal end = new DataEndSignal(0);
        forCommands.end(end);
        forWords.end(end);
        while (forCommands.size() > 0) {
            commands.advance();
        }
        Heard heard = heard(commands.end(words.sounds()), words.end());
        return hurried && !heard.isEvident() ? heard.with(secondLook(end)) : heard;
    }

    private String secondLook(DataEndSignal end) {
        FrameQueue again = new FrameQueue();
        kept.forEach(again::add);
        again.end(end);
        return new WordSearch(models, again, Beams.NARROW).end();
    }

    private Heard heard(Sentence sentence, String text) {
        return sentence.isCommand()
                ? new Heard(sentence.text(), text, sentence.evidence(), sentence.weakest(), levels.range())
                : new Heard("", text, 0, 0, levels.range());
    }
}
