package dev.mynah.voice.stt.sphinx;

import edu.cmu.sphinx.frontend.BaseDataProcessor;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.frontend.DataStartSignal;
import edu.cmu.sphinx.frontend.DoubleData;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the microphone and the room out of the sound by subtracting its average spectrum, and keeps learning it.
 *
 * <p>The average has to be one of speech: with that of the silence before it, silence looks like speech and speech like
 * nothing known. So frames wait until something stands out of the quiet and there is enough of it; of a long quiet only
 * the end is kept. The library's own component waits for two seconds of whatever comes.
 */
final class CepstralMean extends BaseDataProcessor {
    /** How far the loudest frame must be above the quietest before there is speech: some 10 dB. */
    private static final double STANDS_OUT = 12;

    /** Below this loudness are the zeros of a codec or a converter, which say nothing about microphone and room. */
    private static final double DIGITAL_SILENCE = 6;

    /** Frames of the quiet before speech that count. */
    private static final int QUIET = 30;

    /** Frames that are kept while there is no speech. */
    private static final int KEPT = 100;

    private final int lead;
    private final ArrayDeque<Data> held = new ArrayDeque<>();
    private @Nullable Data start;
    private double[] sum = {};
    private int learnt;
    private double quietest = Double.POSITIVE_INFINITY;
    private double loudest = Double.NEGATIVE_INFINITY;
    private boolean speech;
    private boolean passing;

    /** @param lead frames that count, from the quiet before speech on, until the average is good enough to begin with */
    CepstralMean(int lead) {
        this.lead = lead;
    }

    @Override
    public @Nullable Data getData() {
        while (!passing) {
            Data input = getPredecessor().getData();
            if (input == null) {
                return null;
            }
            if (input instanceof DataStartSignal) {
                start = input;
            } else {
                hold(input);
            }
        }
        if (start != null) {
            // Whoever gets it wants a frame at once.
            Data first = start;
            start = null;
            return first;
        }
        Data output = held.poll();
        if (output == null) {
            output = getPredecessor().getData();
            learn(output);
        }
        subtract(output);
        return output;
    }

    private void hold(Data input) {
        held.add(input);
        if (!(input instanceof DoubleData cepstrum)) {
            // The end: there will be no more to learn from.
            begin();
            passing = true;
        } else if (speech) {
            learn(input);
            passing = learnt >= lead;
        } else {
            listen(cepstrum.getValues()[0]);
        }
    }

    private void listen(double loudness) {
        if (loudness >= DIGITAL_SILENCE) {
            quietest = Math.min(quietest, loudness);
            loudest = Math.max(loudest, loudness);
        }
        if (loudest - quietest >= STANDS_OUT) {
            begin();
        } else if (held.size() > KEPT) {
            held.removeFirst();
        }
    }

    private void begin() {
        if (!speech) {
            speech = true;
            List<Data> known = held.stream().filter(CepstralMean::counts).toList();
            known.subList(Math.max(0, known.size() - QUIET), known.size()).forEach(this::learn);
        }
    }

    private static boolean counts(@Nullable Data data) {
        return data instanceof DoubleData cepstrum && cepstrum.getValues()[0] >= DIGITAL_SILENCE;
    }

    private void learn(@Nullable Data data) {
        if (data instanceof DoubleData cepstrum && counts(data)) {
            double[] values = cepstrum.getValues();
            if (sum.length == 0) {
                sum = new double[values.length];
            }
            for (int i = 0; i < values.length; i++) {
                sum[i] += values[i];
            }
            learnt++;
        }
    }

    private void subtract(@Nullable Data data) {
        if (data instanceof DoubleData cepstrum && learnt > 0) {
            double[] values = cepstrum.getValues();
            for (int i = 0; i < values.length; i++) {
                values[i] -= sum[i] / learnt;
            }
        }
    }
}
