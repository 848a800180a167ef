package dev.mynah.voice.provider.openai;

import java.time.Duration;
import java.util.Set;

/**
 * How one OpenAI-compatible service is used for one purpose. Immutable.
 *
 * @param name the provider's name in the configuration, for logs and metrics
 * @param baseUrl address with or without {@code /v1}, or the full address of the endpoint
 * @param apiKey sent as a bearer token when present
 * @param model the model's name at the provider
 * @param voice the voice's name; only speech needs one
 * @param languages ISO 639-1 codes. A voice speaks these; empty when it speaks any. A recogniser is told to expect the
 *     only one of them; otherwise it is told that of the conversation
 * @param deadlines how long an answer may take
 */
public record OpenAiSettings(
        String name,
        String baseUrl,
        ApiKey apiKey,
        String model,
        String voice,
        Set<String> languages,
        Deadlines deadlines) {
    public OpenAiSettings {
        languages = Set.copyOf(languages);
    }

    /** A chat model that needs no key, with the usual deadlines. */
    public static OpenAiSettings chat(String name, String baseUrl, String model) {
        return new OpenAiSettings(name, baseUrl, ApiKey.NONE, model, "", Set.of(), Deadlines.CHAT);
    }

    /** A recogniser that needs no key, with the usual deadlines. */
    public static OpenAiSettings recognition(String name, String baseUrl, String model) {
        return new OpenAiSettings(name, baseUrl, ApiKey.NONE, model, "", Set.of(), Deadlines.RECOGNITION);
    }

    /** A voice that needs no key and speaks any language, with the usual deadlines. */
    public static OpenAiSettings speech(String name, String baseUrl, String model, String voice) {
        return new OpenAiSettings(name, baseUrl, ApiKey.NONE, model, voice, Set.of(), Deadlines.SPEECH);
    }

    public OpenAiSettings withKey(ApiKey key) {
        return new OpenAiSettings(name, baseUrl, key, model, voice, languages, deadlines);
    }

    public OpenAiSettings withLanguages(Set<String> spoken) {
        return new OpenAiSettings(name, baseUrl, apiKey, model, voice, spoken, deadlines);
    }

    public OpenAiSettings withDeadlines(Deadlines changed) {
        return new OpenAiSettings(name, baseUrl, apiKey, model, voice, languages, changed);
    }

    /**
     * How long a person is kept waiting. Only time spent waiting for the provider counts.
     *
     * @param first until the first useful piece of the answer
     * @param stall between one useful piece and the next
     * @param total for one answer altogether
     */
    public record Deadlines(Duration first, Duration stall, Duration total) {
        public static final Deadlines CHAT =
                new Deadlines(Duration.ofSeconds(15), Duration.ofSeconds(10), Duration.ofSeconds(120));
        public static final Deadlines RECOGNITION =
                new Deadlines(Duration.ofSeconds(12), Duration.ofSeconds(5), Duration.ofSeconds(15));
        public static final Deadlines SPEECH =
                new Deadlines(Duration.ofSeconds(8), Duration.ofSeconds(5), Duration.ofSeconds(60));

        /** Nothing may keep a person waiting for longer than this; an answer that goes on may take ten times as long. */
        public static Deadlines silence(Duration longest) {
            return new Deadlines(longest, longest, longest.multipliedBy(10));
        }

        public Deadlines {
            if (!first.isPositive() || !stall.isPositive() || !total.isPositive()) {
                throw new IllegalArgumentException("deadlines must be longer than nothing");
            }
        }
    }
}
