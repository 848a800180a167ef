package dev.mynah.voice.stt.sphinx;

import dev.mynah.voice.audio.OpusCodec;
import edu.cmu.sphinx.frontend.AutoCepstrum;
import edu.cmu.sphinx.frontend.BaseDataProcessor;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.frontend.DataEndSignal;
import edu.cmu.sphinx.frontend.DataStartSignal;
import edu.cmu.sphinx.frontend.DoubleData;
import edu.cmu.sphinx.frontend.FloatData;
import edu.cmu.sphinx.frontend.feature.DeltasFeatureExtractor;
import edu.cmu.sphinx.frontend.feature.FeatureTransform;
import edu.cmu.sphinx.frontend.filter.Preemphasizer;
import edu.cmu.sphinx.frontend.transform.DiscreteFourierTransform;
import edu.cmu.sphinx.frontend.util.DataUtil;
import edu.cmu.sphinx.frontend.window.RaisedCosineWindower;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Loader;
import java.io.IOException;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Turns samples into feature frames, 100 a second, as they come. One per utterance, not thread-safe. Has no endpointer:
 * the voice path trims the audio, and the library's own drops speech in noise.
 */
final class FrontEnd {
    /** Longer than a window of 410 samples, which the windower would otherwise ask for in vain. */
    private static final int BLOCK = 480;

    /** Frames that pass before the spectrum's average is good enough to start with. */
    private static final int MEAN_LEAD = 50;

    private final RandomGenerator dither;
    private final LongSupplier frameNumbers;
    private final FrameQueue input = new FrameQueue();
    private final BaseDataProcessor output;
    private double[] block = new double[BLOCK];
    private int filled;

    /**
     * @param frameNumbers one more for every frame of every utterance that shares the acoustic model, which keeps
     *     scores by this number
     */
    FrontEnd(Loader acoustics, RandomGenerator dither, LongSupplier frameNumbers) throws IOException {
        this.dither = dither;
        this.frameNumbers = frameNumbers;
        output = chained(List.of(
                input,
                new Preemphasizer(0.97),
                new RaisedCosineWindower(0.46, 25.625f, 10f),
                new DiscreteFourierTransform(-1, false),
                new AutoCepstrum(acoustics),
                new CepstralMean(MEAN_LEAD),
                new DeltasFeatureExtractor(3),
                new FeatureTransform(acoustics)));
        input.add(new DataStartSignal(OpusCodec.LISTEN_RATE));
    }

    private static BaseDataProcessor chained(List<BaseDataProcessor> stages) {
        for (int i = 1; i < stages.size(); i++) {
            stages.get(i).setPredecessor(stages.get(i - 1));
        }
        stages.forEach(BaseDataProcessor::initialize);
        return stages.getLast();
    }

    void add(short[] samples) {
        for (short sample : samples) {
            // Runs of equal samples, as Opus makes them of silence, are heard as words.
            block[filled++] = sample + dither.nextInt(-2, 3);
            if (filled == BLOCK) {
                flush();
            }
        }
    }

    void end() {
        while (filled > 0 && filled < BLOCK) {
            block[filled++] = dither.nextInt(-2, 3);
        }
        if (filled > 0) {
            flush();
        }
        input.end(new DataEndSignal(0));
    }

    private void flush() {
        input.add(new DoubleData(block, OpusCodec.LISTEN_RATE, 0));
        block = new double[BLOCK];
        filled = 0;
    }

    /** The next frame, or null when there is none (yet). */
    @Nullable
    FloatData next() {
        Data data = output.getData();
        while (data instanceof DataStartSignal) {
            data = output.getData();
        }
        if (!(data instanceof FloatData) && !(data instanceof DoubleData)) {
            return null;
        }
        float[] values = data instanceof DoubleData wide
                ? DataUtil.DoubleData2FloatData(wide).getValues()
                : ((FloatData) data).getValues();
        return new FloatData(values, OpusCodec.LISTEN_RATE, frameNumbers.getAsLong());
    }
}
