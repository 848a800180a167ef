package dev.mynah.voice.stt.sphinx;

import edu.cmu.sphinx.decoder.pruner.SimplePruner;
import edu.cmu.sphinx.decoder.scorer.SimpleAcousticScorer;
import edu.cmu.sphinx.decoder.search.ActiveListFactory;
import edu.cmu.sphinx.decoder.search.PartitionActiveListFactory;
import edu.cmu.sphinx.decoder.search.SimpleActiveListManager;
import edu.cmu.sphinx.decoder.search.Token;
import edu.cmu.sphinx.decoder.search.WordPruningBreadthFirstLookaheadSearchManager;
import edu.cmu.sphinx.linguist.SearchState;
import edu.cmu.sphinx.linguist.allphone.PhoneHmmSearchState;
import edu.cmu.sphinx.linguist.allphone.PhoneNonEmittingSearchState;
import edu.cmu.sphinx.result.Result;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Searches one utterance for any words, frame by frame. */
final class WordSearch extends WordPruningBreadthFirstLookaheadSearchManager {
    /** Frames of bare sounds heard ahead, to drop words early that cannot follow. */
    static final int LOOKAHEAD = 5;

    private static final double PHONE_BEAM = 1e-12;

    private final FrameQueue frames;
    private boolean started;
    private final SoundScores sounds = new SoundScores();

    WordSearch(Models models, FrameQueue frames, Beams beams) {
        super(
                models.words(),
                models.phones(),
                models.acoustics(),
                new SimplePruner(),
                new SimpleAcousticScorer(frames, null),
                new SimpleActiveListManager(activeLists(beams), false),
                new PartitionActiveListFactory(beams.absolute(), PHONE_BEAM),
                false,
                beams.relative(),
                0,
                false,
                false,
                LOOKAHEAD,
                6f,
                100,
                1.7f,
                false);
        this.frames = frames;
        synchronized (Models.STATICS) {
            allocate();
        }
    }

    /**
     * What a token remembers as its past: only words, so that an utterance's memory grows with its words and not with
     * its frames. The loop of bare sounds is the exception, since it looks back to find where it went round.
     */
    @Override
    protected Token getResultListPredecessor(Token token) {
        SearchState state = token.getSearchState();
        boolean sound = state instanceof PhoneHmmSearchState || state instanceof PhoneNonEmittingSearchState;
        return sound || token.isWord() ? token : token.getPredecessor();
    }

    /** One list for each kind of state a word is made of; only the second and third hold whole words. */
    private static List<ActiveListFactory> activeLists(Beams beams) {
        ActiveListFactory states = new PartitionActiveListFactory(beams.absolute(), beams.relative());
        ActiveListFactory words = new PartitionActiveListFactory(beams.words(), beams.relativeWords());
        return List.of(states, words, words, states, states, states);
    }

    /** Whether {@link #advance} has the frames it needs. */
    boolean ready() {
        return frames.size() >= (started ? 1 : LOOKAHEAD);
    }

    /** Consumes one frame, after the first time when it consumes all it looks ahead. */
    void advance() {
        start();
        recognize(1);
    }

    @Override
    protected boolean scoreFastMatchTokens() {
        boolean more = super.scoreFastMatchTokens();
        if (more) {
            sounds.add(fastmatchActiveList.getBestToken().getAcousticScore());
        }
        return more;
    }

    /** How well bare sounds fitted each frame so far: what a sentence is measured against. */
    SoundScores sounds() {
        return sounds;
    }

    private void start() {
        if (!started) {
            startRecognition();
            started = true;
        }
    }

    /** The words that were said; empty when there were none. */
    String end() {
        start();
        @Nullable Result result = null;
        boolean done = false;
        while (!done) {
            result = recognize(1);
            done = result == null || result.isFinal();
        }
        stopRecognition();
        return result == null ? "" : result.getBestResultNoFiller();
    }
}
