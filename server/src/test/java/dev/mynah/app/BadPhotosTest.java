package dev.mynah.app;

import static dev.mynah.testing.CameraOnWire.BOUNDARY;
import static dev.mynah.testing.CameraOnWire.JPEG;
import static dev.mynah.testing.CameraOnWire.PATH;
import static dev.mynah.testing.CameraOnWire.chunk;
import static dev.mynah.testing.CameraOnWire.chunks;
import static dev.mynah.testing.CameraOnWire.end;
import static dev.mynah.testing.CameraOnWire.file;
import static dev.mynah.testing.CameraOnWire.question;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mynah.protocol.DeviceId;
import dev.mynah.testing.BareHttp;
import dev.mynah.testing.BareHttp.Answer;
import dev.mynah.testing.CameraOnWire;
import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Photos no camera sends: every answer is one a device could read, nothing is looked at, and the server goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadPhotosTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String FORM = "Content-Type: multipart/form-data; boundary=" + BOUNDARY;
    private static final String QUESTION = question("what");
    private static final String FILE = file(JPEG);
    private static final String PART = "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=";

    private static final List<String> TYPES = List.of(
            "X-Nothing: x",
            "Content-Type: ",
            "Content-Type: text/plain",
            "Content-Type: application/x-www-form-urlencoded",
            "Content-Type: multipart/mixed; boundary=" + BOUNDARY,
            "Content-Type: multipart/form-data",
            "Content-Type: multipart/form-data; boundary=",
            "Content-Type: multipart/form-data; boundary=\"",
            "Content-Type: multipart/form-data; charset=nonsense; boundary=other",
            "Content-Type: multipart/form-data; boundary=" + "x".repeat(5000));

    private static final List<String> FORMS = List.of(
            "",
            "\r\n",
            end(),
            "no form at all",
            "\u0000".repeat(1000),
            QUESTION + end(),
            FILE + end(),
            QUESTION + FILE,
            QUESTION + FILE + "--" + BOUNDARY,
            QUESTION + PART + "\"file\"; filename=\"camera.jpg\"\r\n\r\n" + JPEG,
            QUESTION + QUESTION + FILE + end(),
            QUESTION + FILE + FILE + end(),
            question("x".repeat(4097)) + FILE + end(),
            question("x".repeat(1_000_000)) + FILE + end(),
            QUESTION + FILE.replace(BOUNDARY, "other") + end(),
            QUESTION + FILE + end().replace(BOUNDARY, "other"),
            "--" + BOUNDARY + "\r\n\r\nwhat\r\n" + end(),
            "--" + BOUNDARY + "\r\nContent-Disposition: form-data\r\n\r\nwhat\r\n" + FILE + end(),
            "--" + BOUNDARY + "\r\nContent-Disposition: attachment; name=\"question\r\n\r\nwhat\r\n" + FILE + end(),
            "--" + BOUNDARY + "\r\nno colon\r\n\r\nwhat\r\n" + FILE + end(),
            "--" + BOUNDARY + "\r\nX: " + "x".repeat(200_000) + "\r\n\r\nwhat\r\n" + FILE + end(),
            ("--" + BOUNDARY + "\r\n" + "A: b\r\n".repeat(20_000)) + "\r\nwhat\r\n" + FILE + end(),
            (PART + "\"other\"\r\n\r\nx\r\n").repeat(1000) + QUESTION + FILE + end(),
            PART + "\"question\"\r\nContent-Type: text/plain; charset=nonsense\r\n\r\nwhat\r\n" + FILE + end(),
            QUESTION + "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"file\"\r\n"
                    + "Content-Type: multipart/mixed; boundary=inner\r\n\r\n--inner\r\n"
                    + "Content-Disposition: attachment; filename=\"a\"\r\n\r\n" + JPEG + "\r\n--inner\r\n"
                    + "Content-Disposition: attachment; filename=\"b\"\r\n\r\n" + JPEG + "\r\n--inner--\r\n" + end());

    private static final List<String> NO_PICTURES = List.of(
            "", "x", "\u00ff\u00d8", "<svg xmlns='http://www.w3.org/2000/svg'/>", "%PDF-1.4", "\u0000".repeat(5000));

    private final RunningServer server = RunningServer.withFakes("camera.upload-timeout=1s", "camera.photos=16");
    private CameraOnWire camera;

    @BeforeEach
    void connect() throws Exception {
        server.eyes().forget();
        camera = CameraOnWire.connect(server.webSocketUrl(), 1);
    }

    @AfterEach
    void others_are_served() throws Exception {
        Afterwards.await("photos", () -> looking() == 0);
        if (camera.device().alive()) {
            assertThat(camera.photograph(server.port(), "what").status()).isEqualTo(200);
        }
        camera.close();
        Afterwards.await("passes", () -> gauge("mynah.vision.passes") == 0);
        Afterwards.await("sessions", () -> server.sessions().size() == 0);
    }

    @AfterAll
    void nothing_is_left() throws Exception {
        Afterwards.allIsWell(server);
    }

    private double looking() {
        return gauge("mynah.vision.looking");
    }

    private double gauge(String name) {
        return server.metrics().get(name).gauge().value();
    }

    @Test
    void a_type_that_is_no_form_is_refused() throws Exception {
        for (String type : TYPES) {
            refused(400, ask(camera.head().replace(FORM, type) + chunks(QUESTION, FILE, end())), type);
        }
        assertThat(server.eyes().questions()).isEmpty();
    }

    @Test
    void a_form_that_cannot_be_read_or_lacks_or_doubles_something_is_refused() throws Exception {
        for (String form : FORMS) {
            refused(400, ask(camera.head() + chunks(form.isEmpty() ? new String[0] : new String[] {form})), form);
            refused(400, ask(counted(form.length()) + form), form);
        }
        assertThat(server.eyes().questions()).isEmpty();
    }

    @Test
    void a_file_that_is_no_picture_is_refused_whatever_it_calls_itself() throws Exception {
        for (String bytes : NO_PICTURES) {
            refused(415, ask(camera.head() + chunks(QUESTION, file(bytes), end())), bytes);
        }
        assertThat(server.eyes().questions()).isEmpty();
    }

    @Test
    void a_picture_is_one_whatever_it_calls_itself_and_other_fields_are_passed_over() throws Exception {
        String odd = PART + "\"file\"; filename=\"../../etc/passwd\"\r\nContent-Type: text/html\r\n\r\nGIF89a\r\n";
        String more = PART + "\"sound\"; filename=\"a.wav\"\r\n\r\nRIFF\r\n";
        assertThat(ask(camera.head() + chunks(more + QUESTION + odd + end())).status())
                .isEqualTo(200);
        assertThat(ask(counted((QUESTION + FILE + end()).length()) + QUESTION + FILE + end())
                        .status())
                .isEqualTo(200);
        assertThat(server.eyes().questions().getFirst().picture().mediaType()).isEqualTo("image/gif");
        assertThat(server.eyes().questions()).hasSize(2);
    }

    @Test
    void headers_of_a_part_that_lie_change_nothing() throws Exception {
        for (String lie : List.of(
                "Content-Length: 2",
                "Content-Length: -1",
                "Content-Length: 9999999999999",
                "Content-Length: x",
                "Content-Transfer-Encoding: nonsense")) {
            String asked = PART + "\"question\"\r\n" + lie + "\r\n\r\nwhat is this\r\n";
            assertThat(ask(camera.head() + chunks(asked, FILE, end())).status())
                    .as(lie)
                    .isEqualTo(200);
        }
        assertThat(server.eyes().questions()).hasSize(5).allSatisfy(asked -> {
            assertThat(asked.question()).isEqualTo("what is this");
            assertThat(asked.picture().bytes()).hasSize(JPEG.length());
        });
    }

    @Test
    void whatever_is_damaged_in_a_photo_the_answer_is_one_a_device_can_read() throws Exception {
        Random random = new Random(7);
        String form = QUESTION + FILE + end();
        for (int i = 0; i < 300; i++) {
            StringBuilder damaged = new StringBuilder(form);
            for (int times = random.nextInt(1, 6); times > 0; times--) {
                int at = random.nextInt(damaged.length());
                switch (random.nextInt(4)) {
                    case 0 -> damaged.setCharAt(at, (char) random.nextInt(256));
                    case 1 -> damaged.deleteCharAt(at);
                    case 2 -> damaged.insert(at, "\r\n");
                    default -> damaged.setLength(Math.max(1, at));
                }
            }
            Answer answer = ask(camera.head() + chunks(damaged.toString()));
            assertThat(answer.status()).as("damage %d", i).isIn(200, 400, 415);
            assertThat(MAPPER.readTree(answer.body()).path("success").isBoolean())
                    .isTrue();
        }
    }

    @Test
    void a_body_that_says_it_is_too_large_is_refused_before_it_comes_and_one_that_does_not_when_it_is()
            throws Exception {
        refused(413, ask(counted(2_097_153)), "announced");
        refused(413, ask(counted(999_999_999)), "announced");
        refused(413, ask(camera.head() + chunk(QUESTION) + chunk(file(JPEG.repeat(500)))), "in chunks");
    }

    @Test
    void a_photo_that_does_not_come_to_its_end_in_time_is_given_up() throws Exception {
        for (String begun : List.of(
                camera.head() + chunk(QUESTION) + "80000\r\nbegun",
                camera.head() + chunk(QUESTION + FILE + end()),
                counted(100_000) + QUESTION + FILE + end())) {
            refused(408, ask(begun), begun);
        }
        assertThat(server.eyes().questions()).isEmpty();
    }

    @Test
    void a_photo_whose_sender_goes_away_is_forgotten() throws Exception {
        for (String begun : List.of(
                camera.head() + chunk(QUESTION),
                counted(100_000) + QUESTION,
                camera.head() + chunk(QUESTION) + "zz\r\n")) {
            try (Socket socket = BareHttp.connect(server.port())) {
                BareHttp.send(socket, begun);
            }
            Afterwards.await("the photo", () -> looking() == 0);
        }
        assertThat(server.eyes().questions()).isEmpty();
    }

    @Test
    void a_model_stops_looking_when_the_device_is_gone() throws Exception {
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch stopped = new CountDownLatch(1);
        server.eyes().sees(asked -> {
            looking.countDown();
            try {
                new CountDownLatch(1).await();
                return "never";
            } finally {
                stopped.countDown();
            }
        });
        try (Socket socket = BareHttp.connect(server.port())) {
            BareHttp.send(socket, camera.head() + chunks(QUESTION, FILE, end()));
            assertThat(looking.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(stopped.await(20, TimeUnit.SECONDS)).isTrue();
        server.eyes().sees(asked -> "A cat.");
    }

    @Test
    void heads_without_what_they_need_and_other_methods_are_refused() throws Exception {
        for (UnaryOperator<String> change : List.<UnaryOperator<String>>of(
                head -> head.replace("Device-Id: ", "X-Device: "),
                head -> head.replace("Authorization: ", "X-Authorization: "),
                head -> head.replace(camera.mac(), "no address"))) {
            refused(401, ask(change.apply(camera.head()) + chunks(QUESTION, FILE, end())), "head");
        }
        for (String method : List.of("GET", "PUT", "OPTIONS", "DELETE")) {
            refused(405, ask(camera.head().replace("POST", method) + chunks(QUESTION)), method);
        }
        String slash = camera.head().replace(PATH, PATH + "/");
        assertThat(ask(slash + chunks(QUESTION, FILE, end())).status()).isEqualTo(200);
        String nameless = camera.head().replace("Client-Id: ", "X-Client: ");
        assertThat(ask(nameless + chunks(QUESTION, FILE, end())).status()).isEqualTo(200);
    }

    @Test
    void the_token_of_a_session_that_ended_is_worth_nothing() throws Exception {
        camera.close();
        Afterwards.await("sessions", () -> server.sessions().size() == 0);

        refused(401, camera.photograph(server.port(), "what"), "ended");
    }

    @Test
    void the_token_of_a_device_that_was_removed_is_worth_nothing() throws Exception {
        server.fleet().registry().met(DeviceId.parse(camera.mac()).orElseThrow());
        server.remove(DeviceId.parse(camera.mac()).orElseThrow());

        refused(401, camera.photograph(server.port(), "what"), "removed");
    }

    private String counted(int length) {
        return camera.head().replace("Transfer-Encoding: chunked", "Content-Length: " + length);
    }

    private Answer ask(String request) throws IOException {
        return BareHttp.ask(server.port(), request);
    }

    private static void refused(int status, Answer answer, String what) throws IOException {
        String shown = what.substring(0, Math.min(300, what.length())).replaceAll("[^ -~\r\n]", "?");
        assertThat(answer.status()).as(shown).isEqualTo(status);
        JsonNode body = MAPPER.readTree(answer.body());
        assertThat(body.path("success").asBoolean(true)).as(shown).isFalse();
        assertThat(body.path("code").asText()).as(shown).isNotBlank();
        assertThat(body.path("message").asText()).as(shown).isNotBlank();
    }
}
