package dev.mynah.voice.stt.sphinx;

import edu.cmu.sphinx.decoder.pruner.SimplePruner;
import edu.cmu.sphinx.decoder.scorer.SimpleAcousticScorer;
import edu.cmu.sphinx.decoder.search.PartitionActiveListFactory;
import edu.cmu.sphinx.decoder.search.SimpleBreadthFirstSearchManager;
import edu.cmu.sphinx.decoder.search.Token;
import edu.cmu.sphinx.linguist.HMMSearchState;
import edu.cmu.sphinx.result.Result;
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

    /** The sentence that was said. */
    Sentence end() {
        if (!started || frames.size() > 0) {
            return Sentence.NONE;
        }
        @Nullable Result result = recognize(1);
        stopRecognition();
        @Nullable Token token = result == null ? null : result.getBestToken();
        return token == null ? Sentence.NONE : sentence(token);
    }

    private static Sentence sentence(Token last) {
        double fit = 0;
        int speech = 0;
        for (Token token = last; token != null; token = token.getPredecessor()) {
            fit += token.getAcousticScore();
            speech += isSpeech(token) ? 1 : 0;
        }
        return new Sentence(last.getWordPathNoFiller(), fit, speech);
    }

    private static boolean isSpeech(Token token) {
        return token.isEmitting()
                && token.getSearchState() instanceof HMMSearchState state
                && !state.getHMMState().getHMM().getBaseUnit().isFiller();
    }

    /**
     * What the search settled for.
     *
     * @param text the words, with {@code <unk>} when it was no sentence of the grammar
     * @param fit logarithm of how likely the sounds of the utterance are if this was said
     * @param speechFrames frames that are not silence
     */
    record Sentence(String text, double fit, int speechFrames) {
        static final Sentence NONE = new Sentence("", 0, 0);
        private static final String NO_SENTENCE = "<unk>";

        boolean isCommand() {
            return !text.isEmpty() && !text.contains(NO_SENTENCE);
        }
    }
}
