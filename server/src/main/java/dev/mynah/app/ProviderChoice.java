package dev.mynah.app;

import dev.mynah.provider.Provider;
import dev.mynah.provider.trial.Engines;
import dev.mynah.voice.llm.LanguageModel;
import dev.mynah.voice.llm.VisionModel;
import dev.mynah.voice.provider.ProviderHealth;
import dev.mynah.voice.stt.SpeechToText;
import dev.mynah.voice.tts.TextToSpeech;
import java.util.List;

/** Providers of people, taken in while the server runs. Thread-safe. */
interface ProviderChoice extends Engines {
    /** A provider that is to be asked, with the key that opens it. */
    record Chosen(Provider provider, String key) {}

    /** Asks these, in this order, before those of the configuration and what is built in, from the next question on. */
    void use(List<Chosen> chosen);

    /** How everybody who is asked is doing. */
    List<ProviderHealth> health();

    /** Engines that cannot be chosen. */
    ProviderChoice NONE = new ProviderChoice() {
        @Override
        public void use(List<Chosen> chosen) {}

        @Override
        public List<ProviderHealth> health() {
            return List.of();
        }

        @Override
        public SpeechToText recognition(Provider.Setup setup, String key) {
            throw new UnsupportedOperationException("these engines stay as they are");
        }

        @Override
        public LanguageModel chat(Provider.Setup setup, String key) {
            throw new UnsupportedOperationException("these engines stay as they are");
        }

        @Override
        public VisionModel vision(Provider.Setup setup, String key) {
            throw new UnsupportedOperationException("these engines stay as they are");
        }

        @Override
        public TextToSpeech speech(Provider.Setup setup, String key) {
            throw new UnsupportedOperationException("these engines stay as they are");
        }
    };
}
