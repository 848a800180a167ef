package dev.mynah.provider.trial;

import dev.mynah.provider.Provider;
import dev.mynah.voice.llm.LanguageModel;
import dev.mynah.voice.llm.VisionModel;
import dev.mynah.voice.stt.SpeechToText;
import dev.mynah.voice.tts.TextToSpeech;

/** Makes what talks with a provider. Thread-safe. */
public interface Engines {
    SpeechToText recognition(Provider.Setup setup, String key);

    LanguageModel chat(Provider.Setup setup, String key);

    TextToSpeech speech(Provider.Setup setup, String key);

    VisionModel vision(Provider.Setup setup, String key);
}
