package dev.mynah.voice.provider.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.ProviderException.Kind;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Turns what a service answered instead of an answer into words that say what to do. Never contains the key. */
final class Refusals {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int QUOTED = 200;
    private static final Duration USUAL_PAUSE = Duration.ofMillis(200);
    /** Longer than this and a person would rather hear the next provider. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final OpenAiSettings settings;
    private final String host;

    Refusals(OpenAiSettings settings, String host) {
        this.settings = settings;
        this.host = host;
    }

    /**
     * A status other than 2xx.
     *
     * @param retryAfter the {@code Retry-After} header
     */
    AttemptFailed status(int status, String body, Optional<String> retryAfter) {
        Kind kind = status == 408 || status == 429 || status >= 500 ? Kind.UNAVAILABLE : Kind.REFUSED;
        ProviderException failure = failure(kind, "answered " + status + quoted(body) + ": " + advice(status));
        boolean passing = status == 429 || status == 502 || status == 503;
        Duration pause = retryAfter.map(Refusals::seconds).orElse(USUAL_PAUSE);
        return passing && pause.compareTo(LONGEST_PAUSE) <= 0
                ? AttemptFailed.passing(failure, pause)
                : AttemptFailed.lasting(failure);
    }

    /** The connection failed before or during an answer. */
    AttemptFailed connection(IOException e) {
        return switch (e) {
            case HttpConnectTimeoutException _, ConnectException _ ->
                AttemptFailed.passing(
                        failure(
                                Kind.UNAVAILABLE,
                                "cannot be reached at " + host
                                        + ": check that it runs, that base-url is right and that this machine may reach it",
                                e),
                        USUAL_PAUSE);
            case HttpTimeoutException _ ->
                AttemptFailed.lasting(failure(
                        Kind.TIMEOUT,
                        "gave no (further) answer in time: it may be overloaded, "
                                + "or still loading its model; a longer deadline can be configured",
                        e));
            case SSLException _ ->
                AttemptFailed.lasting(failure(
                        Kind.UNAVAILABLE,
                        "offers no trusted TLS connection at " + host
                                + ": check its certificate, and whether base-url should begin with http://",
                        e));
            // A connection kept for reuse may have been closed by the service meanwhile.
            default ->
                AttemptFailed.passing(failure(Kind.UNAVAILABLE, "broke the connection off at " + host, e), USUAL_PAUSE);
        };
    }

    /** An answer that came but makes no sense. */
    ProviderException senseless(String what) {
        return failure(Kind.PROTOCOL, what + ": check that base-url leads to an OpenAI-compatible service");
    }

    ProviderException failure(Kind kind, String what) {
        return new ProviderException(settings.name(), kind, settings.name() + " " + what);
    }

    private ProviderException failure(Kind kind, String what, IOException cause) {
        return new ProviderException(settings.name(), kind, settings.name() + " " + what, cause);
    }

    /** The message of an error object; other bodies are not repeated, since they may repeat what a person said. */
    String quoted(String body) {
        String said = settings.apiKey().removedFrom(message(body)).strip();
        return said.isEmpty() ? "" : " (" + said.substring(0, Math.min(QUOTED, said.length())) + ")";
    }

    private static String message(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            return Stream.of(json.at("/error/message"), json.path("error"), json.path("message"), json.path("detail"))
                    .filter(JsonNode::isTextual)
                    .map(JsonNode::asText)
                    .findFirst()
                    .orElse("");
        } catch (JsonProcessingException e) {
            return "";
        }
    }

    private String advice(int status) {
        return switch (status) {
            case 401, 403 ->
                settings.apiKey().present()
                        ? "check api-key; it may be wrong, expired or not allowed to use this model"
                        : "it wants an api-key";
            case 402 -> "its account has no credit left";
            case 404 -> "check base-url, and that it serves the model \"" + settings.model() + "\"";
            case 429 -> "too many requests, or no quota left";
            case 300, 301, 302, 303, 307, 308 -> "use the address it redirects to as base-url";
            default -> status >= 500 ? "it is overloaded or broken" : "check the model \"" + settings.model() + "\"";
        };
    }

    private static Duration seconds(String retryAfter) {
        try {
            double seconds = Double.parseDouble(retryAfter.strip());
            return Duration.ofMillis(Math.clamp(Math.round(seconds * 1000), 0, Integer.MAX_VALUE));
        } catch (NumberFormatException e) {
            return Duration.ofDays(1); // a date, which services only use for long pauses
        }
    }
}
