package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.api.contract.Contract;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ListenMode;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.simulator.device.AudioObserver;
import dev.mynah.simulator.device.DeviceProfile;
import dev.mynah.simulator.device.DeviceSettings;
import dev.mynah.simulator.device.VirtualDevice;
import dev.mynah.simulator.device.World;
import dev.mynah.testing.ContractClient;
import dev.mynah.testing.SpokenPhrases;
import dev.mynah.voice.provider.ProviderException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the server writes down of conversations and tells of them, through the whole server. */
class WrittenConversationTest {
    private static final DeviceId DEVICE = DeviceId.parse("02:00:00:00:00:01").orElseThrow();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final RunningServer server = RunningServer.withFakes("voice.end-of-speech=300ms");
    private final ContractClient client = new ContractClient("http://127.0.0.1:" + server.port(), Contract.ofServer());
    private final World world = World.real(1);
    private String token = "";

    @BeforeEach
    void login() {
        token = client.firstOwner(server.setupToken());
    }

    @AfterEach
    void stop() {
        world.close();
        client.close();
        server.close();
    }

    @Test
    void a_spoken_question_is_written_down_with_its_answer_its_sound_and_where_the_time_went() throws Exception {
        server.recognition().usually("what time is it");
        server.model().says("It is late.");
        converse();

        JsonNode conversation = written();
        JsonNode turn = conversation.at("/turns/0");
        assertThat(conversation.path("device_id").asText()).isEqualTo(DEVICE.mac());
        assertThat(turn.path("heard").asText()).isEqualTo("what time is it");
        assertThat(turn.path("said").asText()).isEqualTo("It is late.");
        assertThat(turn.path("outcome").asText()).isEqualTo("finished");
        assertThat(turn.path("total_ms").asDouble()).isPositive();
        assertThat(turn.path("stages"))
                .extracting(stage -> stage.path("name").asText())
                .containsExactly("waiting", "recognition", "model", "sentence", "voice", "server", "speaking");
        for (String side : List.of("heard", "said")) {
            byte[] sound = sound(conversation, turn, side);
            assertThat(new String(sound, 0, 4, StandardCharsets.US_ASCII)).isEqualTo("OggS");
            assertThat(sound.length).isGreaterThan(500);
        }
    }

    @Test
    void a_question_nobody_could_answer_is_a_failure_with_the_words_of_the_provider() throws Exception {
        server.recognition().usually("what time is it");
        server.model().answers((request, sink) -> {
            throw new ProviderException("cloud", ProviderException.Kind.REFUSED, "cloud answered 401: wrong key");
        });
        converse();

        JsonNode turn = written().at("/turns/0");
        assertThat(turn.path("outcome").asText()).isEqualTo("failed");
        assertThat(turn.path("error").asText()).contains("No model gave an answer", "cloud answered 401");
        JsonNode overview = call("readOverview").send().data();
        assertThat(overview.at("/turns/failed").asInt()).isEqualTo(1);
        assertThat(overview.path("attention"))
                .extracting(item -> item.path("kind").asText())
                .contains("failures");
    }

    @Test
    void a_conversation_can_be_found_by_its_words_and_forgotten() throws Exception {
        server.recognition().usually("tell me about owls");
        server.model().says("They see at night.");
        converse();
        String id = written().path("id").asText();

        assertThat(call("listConversations")
                        .query("search", "OWLS")
                        .send()
                        .data()
                        .path("items"))
                .hasSize(1);
        assertThat(call("listConversations")
                        .query("search", "eagles")
                        .send()
                        .data()
                        .path("items"))
                .isEmpty();
        assertThat(call("deleteConversation").path("conversation_id", id).send().status())
                .isEqualTo(204);
        assertThat(call("readConversation").path("conversation_id", id).send().status())
                .isEqualTo(404);
    }

    @Test
    void a_browser_opens_the_voice_channel_with_a_ticket_and_only_once() throws Exception {
        String path = call("openVirtualDevice").send().data().path("path").asText();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertThat(hello(http, path)).contains("\"type\":\"hello\"", "session_id");
            assertThat(refusal(http, path)).contains("401");
            assertThat(refusal(http, "/xiaozhi/v1/?ticket=guess")).contains("401");
        }
    }

    private void converse() throws Exception {
        try (VirtualDevice device =
                new VirtualDevice(DeviceProfile.of(DEVICE), DeviceSettings.usual(), world, AudioObserver.NONE)) {
            device.connect(new DeviceConfiguration.WebSocket(server.webSocketUrl(), "", 1));
            device.listen(ListenMode.AUTO);
            device.say(SpokenPhrases.WHAT_TIME_IS_IT);
            device.awaitReply(PATIENCE);
        }
    }

    private ContractClient.Request call(String operation) {
        return client.call(operation).as(token);
    }

    /** The conversation, once it is written: that happens behind the conversation's back. */
    private JsonNode written() {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            JsonNode items = call("listConversations").send().data().path("items");
            if (!items.isEmpty()) {
                String id = items.get(0).path("id").asText();
                return call("readConversation")
                        .path("conversation_id", id)
                        .send()
                        .data();
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
        throw new AssertionError("nothing was written down");
    }

    /** Files are written after the turn is in the database. */
    private byte[] sound(JsonNode conversation, JsonNode turn, String side) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        ContractClient.Answer answer;
        do {
            answer = call("readTurnSound")
                    .path("conversation_id", conversation.path("id").asText())
                    .path("turn_id", turn.path("id").asText())
                    .path("side", side)
                    .send();
        } while (answer.status() == 404 && System.nanoTime() < deadline);
        assertThat(answer.status()).as("recordings are %s", recordings()).isEqualTo(200);
        return answer.bytes();
    }

    private List<Path> recordings() throws IOException {
        try (Stream<Path> files = Files.walk(server.data().resolve("sounds"))) {
            return files.toList();
        }
    }

    private String hello(HttpClient http, String path) throws Exception {
        List<CharSequence> received = new ArrayList<>();
        CountDownLatch came = new CountDownLatch(1);
        WebSocket socket = http.newWebSocketBuilder()
                .buildAsync(uri(path), new WebSocket.Listener() {
                    @Override
                    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                        received.add(data);
                        came.countDown();
                        return null;
                    }
                })
                .join();
        socket.sendText(helloMessage(), true).join();
        assertThat(came.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        socket.abort();
        return received.toString();
    }

    private static String helloMessage() {
        return "{\"type\":\"hello\",\"version\":1,\"transport\":\"websocket\",\"audio_params\":"
                + "{\"format\":\"opus\",\"sample_rate\":16000,\"channels\":1,\"frame_duration\":60}}";
    }

    private String refusal(HttpClient http, String path) {
        try {
            http.newWebSocketBuilder()
                    .buildAsync(uri(path), new WebSocket.Listener() {})
                    .join();
            return "was let in";
        } catch (CompletionException e) {
            return e.getCause() instanceof WebSocketHandshakeException refused
                    ? String.valueOf(refused.getResponse().statusCode())
                    : "failed: " + e.getCause();
        }
    }

    private URI uri(String path) {
        return URI.create("ws://127.0.0.1:" + server.port() + path);
    }
}
