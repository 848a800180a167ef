package dev.mynah.api.services;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.assistant.persona.Assistants;
import dev.mynah.provider.Provider;
import dev.mynah.provider.Providers;
import dev.mynah.provider.trial.Engines;
import dev.mynah.provider.trial.ProviderTrial;
import dev.mynah.secret.SecretSealer;
import dev.mynah.storage.sql.Sql;
import dev.mynah.storage.sql.provider.SqlAssistantStore;
import dev.mynah.storage.sql.provider.SqlProviderStore;
import dev.mynah.storage.testing.OnEveryDatabase;
import dev.mynah.support.SystemScheduler;
import dev.mynah.testing.ApiServer;
import dev.mynah.testing.ContractClient;
import dev.mynah.testing.FakeAnswer;
import dev.mynah.testing.FakeOpenAi;
import dev.mynah.testing.FakeVoice;
import dev.mynah.testing.TestKeys;
import dev.mynah.voice.llm.LanguageModel;
import dev.mynah.voice.llm.VisionModel;
import dev.mynah.voice.llm.openai.OpenAiLanguageModel;
import dev.mynah.voice.llm.openai.OpenAiVisionModel;
import dev.mynah.voice.provider.ProviderHealth;
import dev.mynah.voice.provider.Stage;
import dev.mynah.voice.provider.openai.ApiKey;
import dev.mynah.voice.provider.openai.OpenAiSettings;
import dev.mynah.voice.stt.SpeechToText;
import dev.mynah.voice.tts.TextToSpeech;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Assistants and providers over REST, against the contract, with a provider that is real but for its mind. */
@OnEveryDatabase
class ServicesTest {
    private final AtomicInteger ids = new AtomicInteger();
    private final SystemScheduler scheduler =
            new SystemScheduler(Thread.ofPlatform().daemon().factory());
    private final HttpClient http = HttpClient.newHttpClient();
    private final FakeOpenAi openAi = FakeOpenAi.start();
    private final ApiServer server;
    private final ContractClient client;

    ServicesTest(Sql sql) throws IOException {
        Providers providers = new Providers(
                new SqlProviderStore(sql),
                sql,
                (who, action, subject, details) -> {},
                new SecretSealer(TestKeys.ring(1), new SecureRandom()),
                () -> "p" + ids.incrementAndGet());
        Assistants assistants = new Assistants(
                new SqlAssistantStore(sql),
                sql,
                (who, action, subject, details) -> {},
                () -> "a" + ids.incrementAndGet(),
                InstantSource.system());
        assistants.load();
        ProviderTrial trial = new ProviderTrial(
                new ChatAndVision(),
                new FakeVoice(),
                scheduler,
                Thread.ofVirtual().factory(),
                () -> ZoneOffset.UTC);
        ProviderHealth health =
                new ProviderHealth("Cloud", Stage.CHAT, ProviderHealth.State.RESTING, 3, "401 wrong key");
        server = ApiServer.with(
                new ProvidersResource(providers, trial, () -> List.of(health)),
                new AssistantsResource(assistants, one -> 2));
        client = server.client();
    }

    private final class ChatAndVision implements Engines {
        @Override
        public VisionModel vision(Provider.Setup setup, String key) {
            OpenAiSettings settings = OpenAiSettings.chat(setup.name(), setup.baseUrl(), setup.visionModel())
                    .withKey(new ApiKey(key))
                    .withDeadlines(OpenAiSettings.Deadlines.silence(setup.timeout()));
            return new OpenAiVisionModel(settings, http, scheduler::nanoTime);
        }

        @Override
        public LanguageModel chat(Provider.Setup setup, String key) {
            OpenAiSettings settings = OpenAiSettings.chat(setup.name(), setup.baseUrl(), setup.chatModel())
                    .withKey(new ApiKey(key))
                    .withDeadlines(OpenAiSettings.Deadlines.silence(setup.timeout()));
            return new OpenAiLanguageModel(settings, http, scheduler::nanoTime);
        }

        @Override
        public SpeechToText recognition(Provider.Setup setup, String key) {
            throw new IllegalStateException("nobody asked for that");
        }

        @Override
        public TextToSpeech speech(Provider.Setup setup, String key) {
            throw new IllegalStateException("nobody asked for that");
        }
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
        openAi.close();
        http.shutdownNow();
        scheduler.close();
    }

    @Test
    void a_provider_is_added_shown_without_its_key_changed_and_removed() {
        JsonNode made = create("Cloud").data();
        String id = made.path("id").asText();

        ContractClient.Answer read =
                client.call("readProvider").as("viewer").path("provider_id", id).send();
        assertThat(read.json().toString()).doesNotContain("sk-secret");
        assertThat(read.data().path("has_key").asBoolean()).isTrue();
        assertThat(read.data().at("/health/0/state").asText()).isEqualTo("resting");

        ContractClient.Answer changed = client.call("updateProvider")
                .as("admin")
                .path("provider_id", id)
                .header("If-Match", read.header("ETag"))
                .json("{\"enabled\": false}")
                .send();
        assertThat(changed.data().path("enabled").asBoolean()).isFalse();
        assertThat(changed.data().path("has_key").asBoolean()).isTrue();

        assertThat(client.call("deleteProvider")
                        .as("admin")
                        .path("provider_id", id)
                        .send()
                        .status())
                .isEqualTo(204);
        assertThat(client.call("listProviders").as("viewer").send().data().path("items"))
                .isEmpty();
    }

    @Test
    void who_changes_what_somebody_else_changed_meanwhile_is_refused() {
        ContractClient.Answer made = create("Cloud");
        String id = made.data().path("id").asText();
        update(id, made.header("ETag"), "{\"voice\": \"a\"}");

        ContractClient.Answer late = update(id, made.header("ETag"), "{\"voice\": \"b\"}");

        assertThat(late.status()).isEqualTo(412);
        assertThat(client.call("readProvider")
                        .as("viewer")
                        .path("provider_id", id)
                        .send()
                        .data()
                        .path("voice")
                        .asText())
                .isEqualTo("a");
    }

    @Test
    void a_viewer_changes_nothing() {
        assertThat(client.call("createProvider")
                        .as("viewer")
                        .json(provider("X"))
                        .send()
                        .status())
                .isEqualTo(403);
        assertThat(client.call("createAssistant")
                        .as("viewer")
                        .json("{\"name\": \"X\"}")
                        .send()
                        .status())
                .isEqualTo(403);
    }

    @Test
    void a_test_tells_the_real_answer() {
        openAi.chat(FakeAnswer.text("Hello ", "there."));
        String id = create("Cloud").data().path("id").asText();

        JsonNode result = client.call("testProvider")
                .as("owner")
                .path("provider_id", id)
                .send()
                .data()
                .at("/results/0");

        assertThat(result.path("ok").asBoolean()).isTrue();
        assertThat(result.path("answer").asText()).isEqualTo("Hello there.");
        assertThat(openAi.requests()).anyMatch(request -> request.toString().contains("sk-secret"));
    }

    @Test
    void a_test_of_a_model_that_sees_shows_it_a_red_square() throws Exception {
        openAi.chat(FakeAnswer.text("It is red."));

        JsonNode result = client.call("testNewProvider")
                .as("owner")
                .json("{\"name\": \"Sharp\", \"base_url\": \"" + openAi.baseUrl()
                        + "\", \"uses\": [\"vision\"], \"vision_model\": \"looker\"}")
                .send()
                .data()
                .at("/results/0");

        assertThat(result.path("use").asText()).isEqualTo("vision");
        assertThat(result.path("answer").asText()).isEqualTo("red → It is red.");
        String address = openAi.requests()
                .getFirst()
                .json()
                .at("/messages/1/content/1/image_url/url")
                .asText();
        byte[] png = Base64.getDecoder().decode(address.replace("data:image/png;base64,", ""));
        BufferedImage shown = ImageIO.read(new ByteArrayInputStream(png));
        assertThat(shown.getWidth()).isEqualTo(64);
        assertThat(shown.getRGB(63, 63)).isEqualTo(0xFFE01010);
    }

    @Test
    void a_test_tells_the_real_failure_and_never_the_key() {
        openAi.chat(FakeAnswer.error(401, "Incorrect API key provided: sk-secret"));
        String id = create("Cloud").data().path("id").asText();

        ContractClient.Answer answer =
                client.call("testProvider").as("owner").path("provider_id", id).send();

        JsonNode result = answer.data().at("/results/0");
        assertThat(result.path("ok").asBoolean()).isFalse();
        assertThat(result.path("kind").asText()).isEqualTo("refused");
        assertThat(result.path("error").asText()).contains("Incorrect API key provided");
        assertThat(answer.json().toString()).doesNotContain("sk-secret");
    }

    @Test
    void what_is_not_stored_yet_can_be_tested_with_the_key_that_is() {
        openAi.chat(FakeAnswer.text("Yes."));
        String id = create("Cloud").data().path("id").asText();
        String draft = provider("Cloud").replace("\"api_key\": \"sk-secret\"", "\"id\": \"" + id + "\"");

        JsonNode result = client.call("testNewProvider")
                .as("owner")
                .json(draft)
                .send()
                .data()
                .at("/results/0");

        assertThat(result.path("answer").asText()).isEqualTo("Yes.");
        assertThat(openAi.requests()).anyMatch(request -> request.toString().contains("sk-secret"));
    }

    @Test
    void assistants_are_listed_page_by_page_by_name() {
        for (String name : List.of("Cora", "Ada", "Bert")) {
            client.call("createAssistant")
                    .as("operator")
                    .json("{\"name\": \"" + name + "\"}")
                    .send();
        }

        JsonNode first = client.call("listAssistants")
                .as("viewer")
                .query("limit", "2")
                .send()
                .data();
        assertThat(first.path("items"))
                .extracting(item -> item.path("name").asText())
                .containsExactly("Ada", "Bert");
        JsonNode rest = client.call("listAssistants")
                .as("viewer")
                .query("limit", "2")
                .query("cursor", first.path("next_cursor").asText())
                .send()
                .data();
        assertThat(rest.path("items"))
                .extracting(item -> item.path("name").asText())
                .containsExactly("Cora");
        assertThat(rest.path("next_cursor").isNull()).isTrue();
    }

    private ContractClient.Answer create(String name) {
        return client.call("createProvider").as("admin").json(provider(name)).send();
    }

    private ContractClient.Answer update(String id, String tag, String body) {
        return client.call("updateProvider")
                .as("admin")
                .path("provider_id", id)
                .header("If-Match", tag)
                .json(body)
                .send();
    }

    private String provider(String name) {
        return """
                {"name": "%s", "base_url": "%s", "api_key": "sk-secret", "uses": ["chat"], "chat_model": "m"}""".formatted(name, openAi.baseUrl());
    }
}
