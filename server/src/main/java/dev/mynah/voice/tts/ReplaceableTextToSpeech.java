package dev.mynah.voice.tts;

import dev.mynah.voice.provider.ProviderException;
import java.util.Locale;

/** A voice that can be replaced while people talk: sentences under way are spoken to their end. Thread-safe. */
public final class ReplaceableTextToSpeech implements TextToSpeech {
    private volatile TextToSpeech present;

    public ReplaceableTextToSpeech(TextToSpeech first) {
        present = first;
    }

    public void replace(TextToSpeech next) {
        present = next;
    }

    @Override
    public String name() {
        return present.name();
    }

    @Override
    public boolean canSpeak(String text, Locale language) {
        return present.canSpeak(text, language);
    }

    @Override
    public void synthesize(String sentence, Locale language, PcmSink sink)
            throws ProviderException, InterruptedException {
        present.synthesize(sentence, language, sink);
    }
}
