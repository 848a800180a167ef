package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import dev.mynah.api.contract.Contract;
import dev.mynah.observability.RedactingEncoder;
import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.testing.BareHttp;
import dev.mynah.testing.CameraOnWire;
import dev.mynah.testing.ContractClient;
import dev.mynah.testing.ContractClient.Answer;
import dev.mynah.testing.WireDevice;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a whole server writes into its log while people and devices hand it secrets. */
class SecretsInLogTest {
    private static final String PASSWORD = "seven green parrots";
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = context.getLogger("dev.mynah");
    private final Level rootBefore = root.getLevel();
    private final Level oursBefore = ours.getLevel();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();

    @BeforeEach
    void listen() {
        RedactingEncoder encoder = new RedactingEncoder();
        encoder.setContext(context);
        encoder.setPattern("%level %logger %msg%n");
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(written);
        appender.start();
        root.addAppender(appender);
    }

    @AfterEach
    void stop() {
        root.detachAppender(appender);
        root.setLevel(rootBefore);
        ours.setLevel(oursBefore);
        appender.stop();
    }

    @Test
    void no_secret_of_people_programs_or_devices_is_in_the_log_at_any_level() throws Exception {
        root.setLevel(Level.TRACE);
        ours.setLevel(Level.TRACE);
        List<String> secrets =
                new ArrayList<>(List.of(PASSWORD, "hush-in-a-header", "hush-in-a-query", "hush-in-json"));
        try (RunningServer server = RunningServer.withFakes()) {
            secrets.add(server.setupToken());
            secrets.add(
                    Files.readString(server.data().resolve("local-credential")).strip());
            secrets.addAll(people(server));
            device(server);
            converse(server);
        }
        // What a library or a mistake of our own would write.
        ours.warn(
                "request failed: Authorization: Bearer hush-in-a-header",
                new IllegalStateException("body {\"password\":\"" + PASSWORD + "\"} at /x?token=hush-in-a-query"));
        String log = written.toString(StandardCharsets.UTF_8);
        assertThat(log.lines().count()).isGreaterThan(20);
        assertThat(log).contains("request failed").doesNotContain(secrets);
    }

    @Test
    void neither_a_photo_nor_what_is_asked_and_said_of_it_nor_its_token_is_in_the_log_at_any_level() throws Exception {
        root.setLevel(Level.TRACE);
        ours.setLevel(Level.TRACE);
        try (RunningServer server = RunningServer.withFakes();
                CameraOnWire camera = CameraOnWire.connect(server.webSocketUrl(), 1)) {
            server.eyes().sees(asked -> "The garden is green");
            String photo = CameraOnWire.file("GIF89a my secret garden");
            for (String form : List.of(photo + CameraOnWire.end(), photo)) {
                BareHttp.ask(
                        server.port(),
                        camera.head() + CameraOnWire.chunks(CameraOnWire.question("where is my key"), form));
            }
            assertThat(server.eyes().questions()).hasSize(1);
            assertThat(written.toString(StandardCharsets.UTF_8))
                    .contains("Session opened")
                    .doesNotContain(camera.token(), "my secret garden", "where is my key", "The garden is green");
        }
    }

    @Test
    void j13_what_people_say_is_not_in_the_log_by_default() throws Exception {
        root.setLevel(Level.WARN);
        ours.setLevel(Level.INFO);
        try (RunningServer server = RunningServer.withFakes()) {
            converse(server);
        }
        assertThat(written.toString(StandardCharsets.UTF_8)).doesNotContain("my secret garden", "The garden is green");
    }

    private static List<String> people(RunningServer server) {
        try (ContractClient client = new ContractClient("http://127.0.0.1:" + server.port(), Contract.ofServer())) {
            Answer owner = client.call("createOwner")
                    .json("{\"token\":\"%s\",\"username\":\"ada\",\"password\":\"%s\"}"
                            .formatted(server.setupToken(), PASSWORD))
                    .send();
            String access = owner.data().path("access_token").asText();
            String refresh = owner.data().path("refresh_token").asText();
            Answer key = client.call("createApiKey")
                    .as(access)
                    .json("{\"name\":\"script\",\"scopes\":[\"people:read\"]}")
                    .send();
            String text = key.data().path("key").asText();
            client.call("listUsers").header("X-API-Key", text).send();
            client.call("listUsers").header("X-API-Key", "hush-in-a-header").send();
            client.call("refreshLogin")
                    .json("{\"refresh_token\":\"" + refresh + "\"}")
                    .send();
            client.call("login")
                    .json("{\"username\":\"ada\",\"password\":\"hush-in-json\"}")
                    .send();
            String cookie = owner.headers().allValues("Set-Cookie").getFirst().split(";")[0];
            client.call("readMe").header("Cookie", cookie).send();
            String secret = cookie.substring(cookie.indexOf('=') + 1);
            return List.of(
                    access,
                    refresh,
                    text,
                    secret,
                    owner.data().path("csrf_token").asText());
        }
    }

    private static void device(RunningServer server) throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (String body : List.of(
                    "{\"application\":{\"version\":\"2.0\"},\"token\":\"hush-in-json\",\"mqtt\":{\"password\":\"hush-in-json\"}}",
                    "{\"password\":\"hush-in-json\" broken")) {
                HttpRequest request = HttpRequest.newBuilder(URI.create(server.otaUrl() + "?token=hush-in-a-query"))
                        .header("Device-Id", "02:00:00:00:00:01")
                        .header("Authorization", "Bearer hush-in-a-header")
                        .header("Cookie", "session=hush-in-a-header")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
                http.send(request, HttpResponse.BodyHandlers.ofString());
            }
        }
    }

    private static void converse(RunningServer server) throws Exception {
        server.recognition().usually("my secret garden");
        server.model().says("The garden is green.");
        try (WireDevice device = WireDevice.connect(server.webSocketUrl() + "?token=hush-in-a-query", 1)) {
            device.ask("my secret garden");
            device.await(1, ServerMessage.TtsStop.class);
            device.say("{\"type\":\"listen\",\"state\":\"start\",\"mode\":\"manual\",\"token\":\"hush-in-json\"}");
            device.say("{\"type\":\"mcp\",\"payload\":{\"password\":\"hush-in-json\"}}");
            device.say("{\"password\":\"hush-in-json\" broken");
        }
    }
}
