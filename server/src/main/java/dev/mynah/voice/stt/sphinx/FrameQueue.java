package dev.mynah.voice.stt.sphinx;

import edu.cmu.sphinx.frontend.BaseDataProcessor;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.frontend.DataEndSignal;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** Hands frames from one processor to the next without ever waiting. Not thread-safe. */
final class FrameQueue extends BaseDataProcessor {
    private final Queue<Data> frames = new ArrayDeque<>();
    private @Nullable DataEndSignal end;

    void add(Data frame) {
        frames.add(frame);
    }

    /** Says that nothing follows; from then on, an empty queue answers with this signal. */
    void end(DataEndSignal signal) {
        end = signal;
    }

    int size() {
        return frames.size();
    }

    /** The next frame; the end signal after the last, and null while there is nothing yet. */
    @Override
    public @Nullable Data getData() {
        Data frame = frames.poll();
        return frame == null ? end : frame;
    }
}
