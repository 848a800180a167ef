package dev.mynah.api.services;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.provider.Provider;
import dev.mynah.provider.Providers;
import dev.mynah.voice.provider.Stage;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a request says of a provider, over what there was before. Stateless. */
final class ProviderWishes {
    private static final int TIMEOUT_SECONDS = 10;

    private ProviderWishes() {}

    /** @param before what members that are left out say; null for a new provider */
    static Providers.Wish of(JsonNode body, @Nullable Provider before) {
        Provider.Setup setup = before == null
                ? new Provider.Setup("", "", "", "", "", "", "", Duration.ofSeconds(TIMEOUT_SECONDS))
                : before.setup();
        return new Providers.Wish(
                new Provider.Setup(
                        text(body, "name", setup.name()),
                        text(body, "base_url", setup.baseUrl()),
                        text(body, "chat_model", setup.chatModel()),
                        text(body, "recognition_model", setup.recognitionModel()),
                        text(body, "speech_model", setup.speechModel()),
                        text(body, "vision_model", setup.visionModel()),
                        text(body, "voice", setup.voice()),
                        Duration.ofSeconds(body.path("timeout_seconds")
                                .asLong(setup.timeout().toSeconds()))),
                uses(body, before),
                body.path("enabled").asBoolean(before == null || before.enabled()),
                body.has("api_key") ? body.path("api_key").asText() : null);
    }

    private static String text(JsonNode body, String member, String before) {
        return body.path(member).asText(before).strip();
    }

    private static Set<Stage> uses(JsonNode body, @Nullable Provider before) {
        if (!body.has("uses")) {
            return before == null ? Set.of() : before.uses();
        }
        Set<Stage> uses = new HashSet<>();
        body.path("uses").forEach(use -> uses.add(Stage.valueOf(use.asText().toUpperCase(Locale.ROOT))));
        return uses;
    }
}
