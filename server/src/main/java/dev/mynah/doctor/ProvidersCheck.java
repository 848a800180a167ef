package dev.mynah.doctor;

import dev.mynah.config.ProviderChains;
import dev.mynah.config.ProviderSettings;
import dev.mynah.config.Secret;
import dev.mynah.voice.provider.openai.OpenAiAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.TreeMap;

/** Whether the configured providers answer and take their keys. */
record ProvidersCheck(ProviderChains providers) implements Check {
    private static final String SUBJECT = "provider";
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @Override
    public List<Finding> findings() {
        if (providers.byName().isEmpty()) {
            return List.of(Finding.ok(SUBJECT, "none configured; recognition, answers and voice are those built in"));
        }
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        try {
            return new TreeMap<>(providers.byName())
                    .values().stream()
                            .map(provider -> finding(client, provider))
                            .toList();
        } finally {
            // Closing it would wait for answers that never end.
            client.shutdownNow();
        }
    }

    private static Finding finding(HttpClient client, ProviderSettings provider) {
        URI models = OpenAiAddress.endpoint(provider.baseUrl().toString(), "models");
        try {
            return judge(provider, models, status(client, request(models, provider)));
        } catch (IOException unreachable) {
            return Finding.fail(
                    SUBJECT,
                    "%s: %s does not answer (%s); check providers.%s.base-url and the network"
                            .formatted(provider.name(), models, reason(unreachable), provider.name()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Finding.fail(SUBJECT, provider.name() + ": not examined, the doctor was stopped");
        }
    }

    /** Without the body, which says nothing more and may never end. */
    private static int status(HttpClient client, HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream unread = answer.body()) {
            return answer.statusCode();
        }
    }

    private static HttpRequest request(URI models, ProviderSettings provider) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(models).timeout(PATIENCE).GET();
        Secret key = provider.apiKey();
        if (key != null) {
            request.header("Authorization", "Bearer " + key.value());
        }
        return request.build();
    }

    private static Finding judge(ProviderSettings provider, URI models, int status) {
        String name = provider.name();
        return switch (status) {
            case 200 -> Finding.ok(SUBJECT, name + " answers at " + models);
            case 401, 403 ->
                Finding.fail(
                        SUBJECT,
                        "%s: the key is refused (%d); check providers.%s.api-key".formatted(name, status, name));
            case 404, 405 ->
                Finding.warn(
                        SUBJECT,
                        "%s answers, but lists no models at %s (%d); if talking fails, check providers.%s.base-url"
                                .formatted(name, models, status, name));
            default -> Finding.fail(SUBJECT, "%s answers %s with status %d".formatted(name, models, status));
        };
    }

    private static String reason(IOException unreachable) {
        String message = unreachable.getMessage();
        return message == null ? unreachable.getClass().getSimpleName() : message;
    }
}
