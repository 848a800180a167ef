package dev.mynah.app;

import dev.mynah.voice.llm.LanguageModel;
import dev.mynah.voice.llm.VisionModel;
import dev.mynah.voice.stt.SpeechToText;
import dev.mynah.voice.tts.TextToSpeech;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Who hears, answers and speaks on this server.
 *
 * @param voice speaks, with fallbacks
 * @param localVoice speaks without network
 * @param eyes who sees, asked each time; empty when nobody does
 * @param description one line for the start message
 * @param warmUp gets slow engines ready in the background; who talks meanwhile waits for them
 * @param resources closed after the last session
 * @param choice lets people put providers of theirs before those of the configuration
 */
record Speech(
        SpeechToText recognition,
        LanguageModel model,
        TextToSpeech voice,
        TextToSpeech localVoice,
        Supplier<Optional<VisionModel>> eyes,
        String description,
        Runnable warmUp,
        AutoCloseable resources,
        ProviderChoice choice) {
    /** Engines that stay as they are. */
    Speech(
            SpeechToText recognition,
            LanguageModel model,
            TextToSpeech voice,
            TextToSpeech localVoice,
            Supplier<Optional<VisionModel>> eyes,
            String description,
            Runnable warmUp,
            AutoCloseable resources) {
        this(recognition, model, voice, localVoice, eyes, description, warmUp, resources, ProviderChoice.NONE);
    }
}
