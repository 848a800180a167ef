package dev.mynah.voice.stt.sphinx;

import edu.cmu.sphinx.decoder.pruner.SimplePruner;
import edu.cmu.sphinx.decoder.scorer.SimpleAcousticScorer;
import edu.cmu.sphinx.decoder.search.PartitionActiveListFactory;
import edu.cmu.sphinx.decoder.search.SimpleBreadthFirstSearchManager;
import edu.cmu.sphinx.decoder.search.Token;
import edu.cmu.sphinx.linguist.HMMSearchState;
import edu.cmu.sphinx.result.Result;
import edu.cmu.sphinx.util.LogMath;
import org.jspecify.annotations.Nullable;

/** Searches one utterance for a sentence of the grammar, frame by frame. */
final class CommandSearch extends SimpleBreadthFirstSearchManager {
    private final FrameQueue frames;
    private boolean started;

    CommandSearch(Models models, FrameQueue frames) {
        super(
                models.commands(),
                new SimplePruner(),
                new SimpleAcousticScorer(frames, null),
                new PartitionActiveListFactory(20_000, 1e-60),
                false,
                0,
                0,
                false);
        this.frames = frames;
        synchronized (Models.STATICS) {
            allocate();
        }
    }

    /** Consumes one frame, which must be there. */
    void advance() {
        if (!started) {
            startRecognition();
            started = true;
        }
        recognize();
    }

    /**
     * The sentence that was said.
     *
     * @param sounds how well bare sounds fitted all the frames
     */
    Sentence end(SoundScores sounds) {
        if (!started || frames.size() > 0) {
            return Sentence.NONE;
        }
        @Nullable Result result = recognize(1);
        stopRecognition();
        @Nullable Token token = result == null ? null : result.getBestToken();
        return token == null ? Sentence.NONE : sentence(token, sounds);
    }

    /** Goes back from the last token: first the frames of a word, then the word. */
    private static Sentence sentence(Token last, SoundScores sounds) {
        Gain whole = new Gain();
        Gain word = new Gain();
        double weakest = Double.POSITIVE_INFINITY;
        int frame = sounds.size();
        for (Token token = last; token != null; token = token.getPredecessor()) {
            if (token.isEmitting()) {
                frame--;
                if (isSpeech(token) && frame >= 0) {
                    word.add(token.getAcousticScore() - sounds.of(frame));
                }
            } else if (token.isWord()) {
                weakest = word.isEmpty() ? weakest : Math.min(weakest, word.mean());
                whole.add(word);
                word = new Gain();
            }
        }
        whole.add(word);
        return new Sentence(last.getWordPathNoFiller(), whole.mean(), weakest);
    }

    private static boolean isSpeech(Token token) {
        return token.isEmitting()
                && token.getSearchState() instanceof HMMSearchState state
                && !state.getHMMState().getHMM().getBaseUnit().isFiller();
    }

    /** A sum over frames, in the logarithms of the library. */
    private static final class Gain {
        private double sum;
        private int frames;

        void add(double gain) {
            sum += gain;
            frames++;
        }

        void add(Gain other) {
            sum += other.sum;
            frames += other.frames;
        }

        boolean isEmpty() {
            return frames == 0;
        }

        /** As a natural logarithm. */
        double mean() {
            return isEmpty() ? 0 : LogMath.getLogMath().logToLn((float) (sum / frames));
        }
    }

    /**
     * What the search settled for.
     *
     * @param text the words, with {@code <unk>} when it was no sentence of the grammar
     * @param evidence how much more likely this makes a frame of speech than the best of bare sounds does, on average; a
     *     natural logarithm
     * @param weakest the same for the word that has least of it
     */
    record Sentence(String text, double evidence, double weakest) {
        static final Sentence NONE = new Sentence("", 0, 0);
        private static final String NO_SENTENCE = "<unk>";

        boolean isCommand() {
            return !text.isEmpty() && !text.contains(NO_SENTENCE);
        }
    }
}
