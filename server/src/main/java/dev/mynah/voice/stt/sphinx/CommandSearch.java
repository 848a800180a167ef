package dev.mynah.voice.stt.sphinx;

import edu.cmu.sphinx.decoder.pruner.SimplePruner;
import edu.cmu.sphinx.decoder.scorer.SimpleAcousticScorer;
import edu.cmu.sphinx.decoder.search.PartitionActiveListFactory;
import edu.cmu.sphinx.decoder.search.SimpleBreadthFirstSearchManager;
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

    /** The whole sentence that was said; empty when none was. */
    String end() {
        if (!started || frames.size() > 0) {
            return "";
        }
        @Nullable Result result = recognize(1);
        stopRecognition();
        return result == null ? "" : result.getBestResultNoFiller();
    }
}
