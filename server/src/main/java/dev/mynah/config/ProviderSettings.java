package dev.mynah.config;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One provider people named. Immutable.
 *
 * @param name the name it has in the chains
 * @param baseUrl where its interface begins, with the version, without a slash at the end
 * @param apiKey bearer token; null when none is needed
 * @param model answers; null unless it is in the chat chain
 * @param recognitionModel recognises speech; null unless it is in that chain
 * @param speechModel speaks; null unless it is in that chain
 * @param visionModel sees; null unless it is in that chain
 * @param voice which of its voices speaks
 * @param language what it is told to expect; null for the language of the conversation
 * @param timeout longest silence before the next in the chain takes over
 */
public record ProviderSettings(
        String name,
        ProviderKind kind,
        URI baseUrl,
        @Nullable Secret apiKey,
        @Nullable String model,
        @Nullable String recognitionModel,
        @Nullable String speechModel,
        @Nullable String visionModel,
        String voice,
        @Nullable Locale language,
        Duration timeout) {}
