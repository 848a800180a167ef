package dev.mynah.conformance;

import static dev.mynah.testing.CameraOnWire.JPEG;
import static dev.mynah.testing.CameraOnWire.chunk;
import static dev.mynah.testing.CameraOnWire.chunks;
import static dev.mynah.testing.CameraOnWire.end;
import static dev.mynah.testing.CameraOnWire.file;
import static dev.mynah.testing.CameraOnWire.head;
import static dev.mynah.testing.CameraOnWire.question;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mynah.app.RunningServer;
import dev.mynah.testing.BareHttp;
import dev.mynah.testing.BareHttp.Answer;
import dev.mynah.testing.CameraOnWire;
import dev.mynah.voice.llm.PictureQuestion;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C85 and C86: what a camera sends, and what it gets. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VisionConformanceTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final RunningServer server = RunningServer.withFakes();
    private CameraOnWire camera;

    @BeforeEach
    void connect() throws Exception {
        server.eyes().forget();
        camera = CameraOnWire.connect(server.webSocketUrl(), 1);
    }

    @AfterEach
    void disconnect() throws Exception {
        camera.close();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void c85_the_introduction_says_where_photos_go_in_a_way_a_device_can_follow() {
        assertThat(camera.vision().path("url").asText())
                .isEqualTo("http://127.0.0.1:" + server.port() + "/xiaozhi/vision/explain");
        assertThat(camera.token()).matches("[A-Za-z0-9_-]{43}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n"})
    void c85_a_photo_in_chunks_with_the_question_first_is_answered_whatever_follows_its_end(String epilogue)
            throws Exception {
        server.eyes().sees(asked -> "A cat on a mat.");

        Answer answer = ask(camera.head() + chunks(question("Was ist das? 这是什么"), file(JPEG), end() + epilogue));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"success\":true,\"response\":\"A cat on a mat.\"}");
        PictureQuestion asked = server.eyes().questions().getFirst();
        assertThat(asked.question()).isEqualTo("Was ist das? 这是什么");
        assertThat(asked.picture().mediaType()).isEqualTo("image/jpeg");
        assertThat(asked.picture().bytes()).isEqualTo(JPEG.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void c85_a_photo_that_comes_byte_by_byte_and_one_before_its_question_are_the_same() throws Exception {
        String form = question("what") + file(JPEG) + end() + "\r\n";
        String single = chunks(form.chars().mapToObj(Character::toString).toArray(String[]::new));
        assertThat(ask(camera.head() + single).status()).isEqualTo(200);
        assertThat(ask(camera.head() + chunks(file(JPEG), question("what"), end()))
                        .status())
                .isEqualTo(200);

        assertThat(server.eyes().questions()).hasSize(2).allSatisfy(asked -> {
            assertThat(asked.question()).isEqualTo("what");
            assertThat(asked.picture().bytes()).hasSize(JPEG.length());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\\", "一", "😀", "\u0001\u0000", "\ud83d", "A sentence. ", "\u2028</script>", "\n"})
    void c85_whatever_the_model_says_a_device_can_read_the_answer(String said) throws Exception {
        server.eyes().sees(asked -> "It is 3.5 m away. " + said.repeat(40_000));

        Answer answer = camera.photograph(server.port(), "what");

        // The answer's reader holds it against 8192 bytes and asks for a Content-Length.
        JsonNode body = MAPPER.readTree(answer.body());
        assertThat(body.path("success").asBoolean()).isTrue();
        assertThat(body.path("response").asText())
                .startsWith("It is 3.5 m away.")
                .doesNotContain("\ufffd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Bearer",
                "Bearer ",
                "Bearer null",
                "Bearer TOKEN0",
                "Bearer OKEN",
                "TOKEN",
                "Basic TOKEN",
                "bearer\tTOKEN"
            })
    void c86_a_wrong_token_is_refused_at_once_before_anything_of_the_photo_was_sent(String authorization)
            throws Exception {
        String token = camera.token();
        String written = authorization.replace("TOKEN", token).replace("OKEN", token.substring(1));

        Answer answer = ask(head(camera.mac(), written));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body().length()).isLessThan(200);
        assertThat(MAPPER.readTree(answer.body()).path("success").isBoolean()).isTrue();
        assertThat(server.eyes().questions()).isEmpty();
    }

    @Test
    void c86_a_token_is_that_of_one_device_whatever_client_id_comes_with_it() throws Exception {
        try (CameraOnWire other = CameraOnWire.connect(server.webSocketUrl(), 2)) {
            for (String mac : List.of(other.mac(), "02:00:00:00:00:77", "", "web_test_client")) {
                String head = head(mac, "Bearer " + camera.token())
                        .replace("c7d0f6a1-4b1e-4f43-9a55-0d9a4f0f2b10", "web_test_client");
                assertThat(ask(head).status()).as(mac).isEqualTo(401);
            }
        }
    }

    @Test
    void c86_a_photo_without_end_and_a_wrong_token_are_not_read_for_long() throws Exception {
        try (Socket socket = BareHttp.connect(server.port())) {
            BareHttp.send(socket, head(camera.mac(), "Bearer wrong"));
            String status =
                    new String(new BufferedInputStream(socket.getInputStream()).readNBytes(12), StandardCharsets.UTF_8);
            assertThat(status).isEqualTo("HTTP/1.1 401");

            assertThat(sentUntilHangUp(socket)).isLessThan(16 << 20);
        }
    }

    @Test
    void c86_a_photo_without_end_and_a_good_token_is_refused_at_two_megabytes() throws Exception {
        try (Socket socket = BareHttp.connect(server.port())) {
            BareHttp.send(socket, camera.head() + chunk(question("what")) + chunk(file(JPEG.repeat(5))));

            assertThat(sentUntilHangUp(socket)).isLessThan(16 << 20);
        }
        assertThat(server.eyes().questions()).isEmpty();
    }

    /** How many bytes a server takes, with what the system has room for in between. */
    private static long sentUntilHangUp(Socket socket) {
        byte[] more = chunk("x".repeat(65_536)).getBytes(StandardCharsets.ISO_8859_1);
        long sent = 0;
        try {
            while (sent < 64 << 20) {
                socket.getOutputStream().write(more);
                sent += more.length;
            }
        } catch (IOException hungUp) {
            // as it should be
        }
        return sent;
    }

    private Answer ask(String request) throws IOException {
        return BareHttp.ask(server.port(), request);
    }
}
