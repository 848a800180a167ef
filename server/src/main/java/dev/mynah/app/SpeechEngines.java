package dev.mynah.app;

import dev.mynah.assistant.OfflineAssistant;
import dev.mynah.config.Configuration;
import dev.mynah.config.ProviderChains;
import dev.mynah.config.ProviderSettings;
import dev.mynah.config.Secret;
import dev.mynah.observability.ProviderMetrics;
import dev.mynah.support.Niceness;
import dev.mynah.support.Scheduler;
import dev.mynah.voice.llm.LanguageModel;
import dev.mynah.voice.llm.VisionModel;
import dev.mynah.voice.llm.openai.OpenAiLanguageModel;
import dev.mynah.voice.llm.openai.OpenAiVisionModel;
import dev.mynah.voice.provider.openai.ApiKey;
import dev.mynah.voice.provider.openai.OpenAiSettings;
import dev.mynah.voice.provider.openai.OpenAiWire;
import dev.mynah.voice.stt.SpeechToText;
import dev.mynah.voice.stt.openai.OpenAiSpeechToText;
import dev.mynah.voice.stt.sphinx.SphinxSpeechToText;
import dev.mynah.voice.tts.TextToSpeech;
import dev.mynah.voice.tts.local.LocalVoices;
import dev.mynah.voice.tts.openai.OpenAiTextToSpeech;
import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds who hears, answers and speaks from the configuration: providers in their order and, behind them in any case, what
 * is built in, so that a device gets an answer whatever fails.
 */
final class SpeechEngines {
    private static final Logger log = LoggerFactory.getLogger(SpeechEngines.class);
    private static final Duration HANG_UP = Duration.ofSeconds(5);

    private final ProviderChains chains;
    private final Scheduler scheduler;
    private final HttpClient client;

    private SpeechEngines(ProviderChains chains, Scheduler scheduler) {
        this.client = OpenAiWire.sharedClient(Thread.ofVirtual()::start);
        this.chains = chains;
        this.scheduler = scheduler;
    }

    /** Engines for a running server; nothing slow is loaded yet. */
    static Speech of(Configuration configuration, InstantSource clock, Scheduler scheduler, MeterRegistry metrics) {
        return of(configuration, Ears.of(configuration), clock, scheduler, metrics);
    }

    /**
     * How what is built in to hear goes about it.
     *
     * @param loaded called on its threads before they decode
     * @param random seeds the noise that keeps digital silence from being heard
     */
    record Ears(SphinxSpeechToText.Limits limits, Runnable loaded, RandomGenerator random) {
        static Ears of(Configuration configuration) {
            return new Ears(
                    SphinxSpeechToText.Limits.of(configuration.voice().recognisers()),
                    Niceness::giveWay,
                    RandomGenerator.getDefault());
        }
    }

    /** The same with ears of one's own. */
    static Speech of(
            Configuration configuration, Ears ears, InstantSource clock, Scheduler scheduler, MeterRegistry metrics) {
        SpeechEngines engines = new SpeechEngines(configuration.providers(), scheduler);
        OfflineAssistant assistant = new OfflineAssistant(clock);
        SphinxSpeechToText recogniser = new SphinxSpeechToText(
                assistant.jsgf(),
                ears.limits(),
                Thread.ofPlatform().name("recogniser-", 0).daemon().factory(),
                ears.loaded(),
                ears.random());
        LocalVoices voices = LocalVoices.ofMachine(System.getenv(), scheduler);
        ChosenEngines chosen = new ChosenEngines(
                new ChosenEngines.Rest(
                        engines.recognisers(recogniser),
                        engines.models(assistant),
                        engines.voices(voices),
                        engines.eyes()),
                engines.client,
                scheduler,
                new ProviderMetrics(metrics));
        return new Speech(
                chosen.recognition(),
                chosen.model(),
                chosen.voice(),
                voices,
                chosen::eyes,
                engines.describe(voices),
                recogniser::warm,
                () -> {
                    recogniser.close();
                    engines.hangUp();
                },
                chosen);
    }

    /** Closing the client would wait for answers under way, without end when a provider is silent. */
    private void hangUp() throws InterruptedException {
        client.shutdownNow();
        if (!client.awaitTermination(HANG_UP)) {
            log.warn("Requests to providers did not end");
        }
    }

    private List<SpeechToText> recognisers(SpeechToText local) {
        return chain(
                chains.recognition(),
                local,
                provider -> new OpenAiSpeechToText(recognition(provider), client, scheduler::nanoTime));
    }

    private List<LanguageModel> models(LanguageModel local) {
        return chain(
                chains.chat(),
                local,
                provider -> new OpenAiLanguageModel(settings(provider, provider.model()), client, scheduler::nanoTime));
    }

    private List<TextToSpeech> voices(TextToSpeech local) {
        return chain(
                chains.synthesis(),
                local,
                provider -> new OpenAiTextToSpeech(
                        settings(provider, provider.speechModel()), client, scheduler::nanoTime));
    }

    /** Nothing that is built in sees. */
    private List<VisionModel> eyes() {
        return chains.vision().stream()
                .map(name -> Objects.requireNonNull(chains.byName().get(name)))
                .<VisionModel>map(provider ->
                        new OpenAiVisionModel(settings(provider, provider.visionModel()), client, scheduler::nanoTime))
                .toList();
    }

    private <T> List<T> chain(List<String> names, T local, Function<ProviderSettings, T> provider) {
        Stream<T> named = names.stream()
                .filter(name -> !name.equals(ProviderChains.LOCAL))
                .map(name ->
                        provider.apply(Objects.requireNonNull(chains.byName().get(name))));
        int at = names.indexOf(ProviderChains.LOCAL);
        if (at < 0) {
            return Stream.concat(named, Stream.of(local)).toList();
        }
        List<T> others = named.toList();
        return Stream.concat(
                        Stream.concat(others.subList(0, at).stream(), Stream.of(local)),
                        others.subList(at, others.size()).stream())
                .toList();
    }

    private static OpenAiSettings recognition(ProviderSettings provider) {
        OpenAiSettings settings = settings(provider, provider.recognitionModel());
        Locale language = provider.language();
        return language == null ? settings : settings.withLanguages(Set.of(language.getLanguage()));
    }

    private static OpenAiSettings settings(ProviderSettings provider, @Nullable String model) {
        Secret key = provider.apiKey();
        return new OpenAiSettings(
                provider.name(),
                provider.baseUrl().toString(),
                key == null ? ApiKey.NONE : new ApiKey(key.value()),
                Objects.requireNonNull(model, "the configuration names a model for every use"),
                provider.voice(),
                Set.of(),
                OpenAiSettings.Deadlines.silence(provider.timeout()));
    }

    private String describe(LocalVoices voices) {
        String told = describe(chains.recognition(), chains.chat(), chains.synthesis(), voices.describe());
        return chains.vision().isEmpty() ? told : told + "; sees with " + named(chains.vision());
    }

    /** Who hears, answers and speaks, for people. */
    static String describe(List<String> recognition, List<String> chat, List<String> synthesis, String voices) {
        String who = recognition.equals(chat) && chat.equals(synthesis)
                ? "hears, answers and speaks with " + named(recognition)
                : "hears with " + named(recognition) + "; answers with " + named(chat) + "; speaks with "
                        + named(synthesis);
        return who + " (voices here: " + voices + ")";
    }

    private static String named(List<String> chain) {
        return chain.stream()
                .map(name -> name.equals(ProviderChains.LOCAL) ? "what is built in" : name)
                .collect(Collectors.joining(", then "));
    }
}
