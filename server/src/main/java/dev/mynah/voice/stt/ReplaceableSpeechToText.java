package dev.mynah.voice.stt;

import dev.mynah.voice.provider.ProviderException;
import java.util.Locale;

/** A recogniser that can be replaced while people talk: utterances under way are heard to their end. Thread-safe. */
public final class ReplaceableSpeechToText implements SpeechToText {
    private volatile SpeechToText present;

    public ReplaceableSpeechToText(SpeechToText first) {
        present = first;
    }

    public void replace(SpeechToText next) {
        present = next;
    }

    @Override
    public String name() {
        return present.name();
    }

    @Override
    public Transcription open(Locale language) throws ProviderException {
        return present.open(language);
    }
}
