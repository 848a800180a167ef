package dev.mynah.app;

import dev.mynah.provider.Provider;
import dev.mynah.support.Scheduler;
import dev.mynah.voice.llm.FallbackLanguageModel;
import dev.mynah.voice.llm.FallbackVisionModel;
import dev.mynah.voice.llm.LanguageModel;
import dev.mynah.voice.llm.ReplaceableLanguageModel;
import dev.mynah.voice.llm.VisionModel;
import dev.mynah.voice.llm.openai.OpenAiLanguageModel;
import dev.mynah.voice.llm.openai.OpenAiVisionModel;
import dev.mynah.voice.provider.ProviderEvents;
import dev.mynah.voice.provider.ProviderHealth;
import dev.mynah.voice.provider.Stage;
import dev.mynah.voice.provider.openai.ApiKey;
import dev.mynah.voice.provider.openai.OpenAiSettings;
import dev.mynah.voice.stt.FallbackSpeechToText;
import dev.mynah.voice.stt.ReplaceableSpeechToText;
import dev.mynah.voice.stt.SpeechToText;
import dev.mynah.voice.stt.openai.OpenAiSpeechToText;
import dev.mynah.voice.tts.FallbackTextToSpeech;
import dev.mynah.voice.tts.ReplaceableTextToSpeech;
import dev.mynah.voice.tts.TextToSpeech;
import dev.mynah.voice.tts.openai.OpenAiTextToSpeech;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** The chains of those who hear, answer and speak, with what people chose before the rest. Thread-safe. */
final class ChosenEngines implements ProviderChoice {
    private final Rest rest;
    private final HttpClient client;
    private final Scheduler scheduler;
    private final ProviderEvents events;
    private final ReplaceableSpeechToText recognition;
    private final ReplaceableLanguageModel model;
    private final ReplaceableTextToSpeech voice;
    private volatile Chains present;

    /** Those of the configuration, with what is built in among them. */
    record Rest(
            List<SpeechToText> recognisers,
            List<LanguageModel> models,
            List<TextToSpeech> voices,
            List<VisionModel> eyes) {}

    /** @param eyes null when nobody sees, since nothing built in does */
    private record Chains(
            FallbackSpeechToText recognition,
            FallbackLanguageModel model,
            FallbackTextToSpeech voice,
            @Nullable FallbackVisionModel eyes) {}

    ChosenEngines(Rest rest, HttpClient client, Scheduler scheduler, ProviderEvents events) {
        this.rest = rest;
        this.client = client;
        this.scheduler = scheduler;
        this.events = events;
        this.present = chains(List.of());
        this.recognition = new ReplaceableSpeechToText(present.recognition());
        this.model = new ReplaceableLanguageModel(present.model());
        this.voice = new ReplaceableTextToSpeech(present.voice());
    }

    SpeechToText recognition() {
        return recognition;
    }

    LanguageModel model() {
        return model;
    }

    TextToSpeech voice() {
        return voice;
    }

    /** Who sees now; empty when nobody does. */
    Optional<VisionModel> eyes() {
        return Optional.ofNullable(present.eyes());
    }

    @Override
    public synchronized void use(List<Chosen> chosen) {
        Chains next = chains(chosen);
        present = next;
        recognition.replace(next.recognition());
        model.replace(next.model());
        voice.replace(next.voice());
    }

    @Override
    public List<ProviderHealth> health() {
        Chains now = present;
        List<ProviderHealth> all = new ArrayList<>(now.recognition().health());
        all.addAll(now.model().health());
        all.addAll(now.voice().health());
        if (now.eyes() != null) {
            all.addAll(now.eyes().health());
        }
        return List.copyOf(all);
    }

    private Chains chains(List<Chosen> chosen) {
        List<VisionModel> eyes = before(rest.eyes(), chosen, Stage.VISION, this::vision);
        return new Chains(
                new FallbackSpeechToText(
                        before(rest.recognisers(), chosen, Stage.RECOGNITION, this::recognition),
                        scheduler::nanoTime,
                        events),
                new FallbackLanguageModel(
                        before(rest.models(), chosen, Stage.CHAT, this::chat), scheduler::nanoTime, events),
                new FallbackTextToSpeech(
                        before(rest.voices(), chosen, Stage.SPEECH, this::speech), scheduler::nanoTime, events),
                eyes.isEmpty() ? null : new FallbackVisionModel(eyes, scheduler::nanoTime, events));
    }

    private static <P> List<P> before(
            List<P> rest, List<Chosen> chosen, Stage use, BiFunction<Provider.Setup, String, P> make) {
        List<P> all = new ArrayList<>();
        for (Chosen one : chosen) {
            if (one.provider().enabled() && one.provider().uses().contains(use)) {
                all.add(make.apply(one.provider().setup(), one.key()));
            }
        }
        all.addAll(rest);
        return all;
    }

    @Override
    public SpeechToText recognition(Provider.Setup setup, String key) {
        return new OpenAiSpeechToText(settings(setup, Stage.RECOGNITION, key), client, scheduler::nanoTime);
    }

    @Override
    public LanguageModel chat(Provider.Setup setup, String key) {
        return new OpenAiLanguageModel(settings(setup, Stage.CHAT, key), client, scheduler::nanoTime);
    }

    @Override
    public TextToSpeech speech(Provider.Setup setup, String key) {
        return new OpenAiTextToSpeech(settings(setup, Stage.SPEECH, key), client, scheduler::nanoTime);
    }

    @Override
    public VisionModel vision(Provider.Setup setup, String key) {
        return new OpenAiVisionModel(settings(setup, Stage.VISION, key), client, scheduler::nanoTime);
    }

    private static OpenAiSettings settings(Provider.Setup setup, Stage use, String key) {
        return new OpenAiSettings(
                setup.name(),
                setup.baseUrl(),
                new ApiKey(key),
                setup.model(use),
                setup.voice(),
                Set.of(),
                OpenAiSettings.Deadlines.silence(setup.timeout()));
    }
}
