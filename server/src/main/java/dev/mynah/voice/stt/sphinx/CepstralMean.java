package dev.mynah.voice.stt.sphinx;

import edu.cmu.sphinx.frontend.BaseDataProcessor;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.frontend.DataEndSignal;
import edu.cmu.sphinx.frontend.DoubleData;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Takes the microphone and the room out of the sound by subtracting its average spectrum. The library's own one waits
 * for two seconds of audio before it lets a frame pass, which puts the whole work of a short command after its end;
 * this one passes frames on after {@code lead} frames and keeps learning.
 */
final class CepstralMean extends BaseDataProcessor {
    private final int lead;
    private final Queue<Data> held = new ArrayDeque<>();
    private double[] sum = {};
    private int frames;
    private boolean passing;

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
            learn(input);
            held.add(input);
            passing = frames >= lead || input instanceof DataEndSignal;
        }
        Data output = held.poll();
        if (output == null) {
            output = getPredecessor().getData();
            learn(output);
        }
        subtract(output);
        return output;
    }

    private void learn(@Nullable Data data) {
        // A frame without energy is digital silence and says nothing about the microphone.
        if (!(data instanceof DoubleData cepstrum) || cepstrum.getValues()[0] < 0) {
            return;
        }
        double[] values = cepstrum.getValues();
        if (sum.length == 0) {
            sum = new double[values.length];
        }
        for (int i = 0; i < values.length; i++) {
            sum[i] += values[i];
        }
        frames++;
    }

    private void subtract(@Nullable Data data) {
        if (!(data instanceof DoubleData cepstrum) || frames == 0) {
            return;
        }
        double[] values = cepstrum.getValues();
        for (int i = 0; i < values.length; i++) {
            values[i] -= sum[i] / frames;
        }
    }
}
