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
import java.util.Map;
import java.util.TreeMap;

/** Whether the configured providers answer and take their keys. */
record ProvidersCheck(ProviderChains providers) implements Check {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    @Override
    public List<Finding> findings() {
        if (providers.byName().isEmpty()) {
            return List.of(Diagnosis.PROVIDER_NONE.found());
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
            return Diagnosis.PROVIDER_SILENT.found(
                    Map.of("name", provider.name(), "url", models, "reason", reason(unreachable)));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Diagnosis.PROVIDER_NOT_EXAMINED.found(Map.of("name", provider.name()));
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
            case 200 -> Diagnosis.PROVIDER_ANSWERS.found(Map.of("name", name, "url", models));
            case 401, 403 -> Diagnosis.PROVIDER_KEY_REFUSED.found(Map.of("name", name, "status", status));
            case 404, 405 -> Diagnosis.PROVIDER_NO_MODELS.found(Map.of("name", name, "url", models, "status", status));
            default -> Diagnosis.PROVIDER_FAILS.found(Map.of("name", name, "url", models, "status", status));
        };
    }

    private static String reason(IOException unreachable) {
        String message = unreachable.getMessage();
        return message == null ? unreachable.getClass().getSimpleName() : message;
    }
}
