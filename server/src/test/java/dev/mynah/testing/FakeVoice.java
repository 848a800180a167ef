package dev.mynah.testing;

import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.tts.TextToSpeech;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/** A voice that hums 60 ms for every letter, unless the test says otherwise. Thread-safe. */
public final class FakeVoice implements TextToSpeech {
    private static final int RATE = 16_000;
    private static final int SAMPLES_PER_LETTER = RATE * 60 / 1000;

    /** How it speaks. */
    @FunctionalInterface
    public interface Speaking {
        void speak(String sentence, PcmSink sink) throws ProviderException, InterruptedException;
    }

    private final AtomicReference<Speaking> speaking = new AtomicReference<>(FakeVoice::hum);

    /** From now on it does this. */
    public FakeVoice speaks(Speaking other) {
        speaking.set(other);
        return this;
    }

    /** Hums 60 ms for every letter of the sentence. */
    public static void hum(String sentence, PcmSink sink) throws InterruptedException {
        for (int letter = 0; letter < sentence.length(); letter++) {
            short[] samples = new short[SAMPLES_PER_LETTER];
            for (int i = 0; i < samples.length; i++) {
                samples[i] = (short) (8000 * Math.sin(2 * Math.PI * 220 * i / RATE));
            }
            sink.accept(samples, RATE);
        }
    }

    @Override
    public String name() {
        return "hum";
    }

    @Override
    public boolean canSpeak(String text, Locale language) {
        return true;
    }

    @Override
    public void synthesize(String sentence, Locale language, PcmSink sink)
            throws ProviderException, InterruptedException {
        speaking.get().speak(sentence, sink);
    }
}
