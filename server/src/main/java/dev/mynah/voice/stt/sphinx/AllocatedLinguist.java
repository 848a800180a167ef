package dev.mynah.voice.stt.sphinx;

import edu.cmu.sphinx.linguist.Linguist;
import edu.cmu.sphinx.linguist.SearchGraph;
import edu.cmu.sphinx.util.props.PropertySheet;

/** A linguist that is ready and stays so: searches allocate theirs, but this one outlives them all. */
record AllocatedLinguist(Linguist linguist) implements Linguist {
    @Override
    public SearchGraph getSearchGraph() {
        return linguist.getSearchGraph();
    }

    @Override
    public void startRecognition() {
        linguist.startRecognition();
    }

    @Override
    public void stopRecognition() {
        linguist.stopRecognition();
    }

    @Override
    public void allocate() {}

    @Override
    public void deallocate() {}

    @Override
    public void newProperties(PropertySheet properties) {}
}
