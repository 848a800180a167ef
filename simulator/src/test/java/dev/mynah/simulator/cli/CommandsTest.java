package dev.mynah.simulator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.simulator.Conversations;
import dev.mynah.simulator.ScriptedServer;
import dev.mynah.simulator.audio.Wav;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory = Path.of("unused");

    private int run(String... arguments) {
        CommandLine line = Commands.commandLine();
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    private ScriptedServer answering() throws IOException {
        return new ScriptedServer(Conversations.answering(5)).configuring();
    }

    @Test
    void talk_shows_what_was_heard_and_answered() throws Exception {
        Path wav = directory.resolve("a.wav");
        try (ScriptedServer server = answering()) {
            assertThat(run("talk", "what time is it", "--server", server.authority(), "--out", wav.toString()))
                    .as(err::toString)
                    .isZero();
        }
        assertThat(out.toString())
                .contains("asked   what time is it", "heard   what time is it", "answer  It is noon.")
                .contains("speech_end_to_first_audio_ms")
                .doesNotContain("violation");
        assertThat(Wav.read(wav).samples()).hasSize(5 * 1440);
    }

    @Test
    void talk_gives_the_device_a_camera_when_there_is_something_to_see_and_only_then() throws Exception {
        byte[] jpeg = {(byte) 0xFF, (byte) 0xD8, 1, 2, 3};
        Path photo = Files.write(directory.resolve("photo.jpg"), jpeg);
        BlockingQueue<String> tools = new LinkedBlockingQueue<>();
        ScriptedServer.Script listing = channel -> {
            channel.hello();
            channel.text("{\"type\":\"mcp\",\"payload\":{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\","
                    + "\"params\":{}}}");
            tools.add(channel.expect("\"id\":1"));
            channel.drop();
        };
        for (List<String> more : List.of(List.of("--camera", photo.toString()), List.<String>of())) {
            try (ScriptedServer server = new ScriptedServer(listing).configuring()) {
                List<String> arguments = new ArrayList<>(List.of("talk", "hello", "--server", server.authority()));
                arguments.addAll(more);
                run(arguments.toArray(String[]::new));
            }
        }
        assertThat(tools.take()).contains("self.camera.take_photo");
        assertThat(tools.take()).contains("self.audio_speaker.set_volume").doesNotContain("take_photo");
    }

    @Test
    void talk_says_what_is_wrong_with_a_camera() throws Exception {
        Path text = Files.writeString(directory.resolve("photo.txt"), "no picture");
        try (ScriptedServer server = answering()) {
            assertThat(run("talk", "hello", "--server", server.authority(), "--camera", text.toString()))
                    .isEqualTo(1);
            assertThat(run("talk", "hello", "--server", server.authority(), "--camera", text + "x"))
                    .isEqualTo(1);
            assertThat(run(
                            "talk",
                            "hello",
                            "--server",
                            server.authority(),
                            "--camera",
                            text.toString(),
                            "--transport",
                            "json"))
                    .isEqualTo(1);
        }
        assertThat(err.toString())
                .contains("A camera makes JPEG pictures", "The camera sees nothing", "Only devices with firmware");
    }

    @Test
    void serial_says_what_it_waits_for_and_when_the_line_is_gone() throws Exception {
        Path line = Files.createFile(directory.resolve("line"));

        assertThat(run("serial", line.toString())).isZero();

        assertThat(out.toString().lines().toList())
                .satisfiesExactly(
                        first -> assertThat(first).contains("waits", line.toString(), "STA?"),
                        second -> assertThat(second).contains("serial.ports.NAME.path", "other end"),
                        last -> assertThat(last).isEqualTo("The line is gone."));
    }

    @Test
    void serial_without_a_line_says_so_and_nothing_else() {
        assertThat(run("serial", directory.resolve("none").toString())).isEqualTo(1);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).contains("There is no line at", "--help");
    }

    @Test
    void talk_prints_one_object_for_programs() throws Exception {
        Path wav = directory.resolve("a.wav");
        try (ScriptedServer server = answering()) {
            run("talk", "hello", "--json", "--mode", "auto", "--server", server.http(), "--out", wav.toString());
        }
        JsonNode node = JsonText.object(out.toString()).node();
        assertThat(node.properties().stream().map(property -> property.getKey()))
                .containsExactly("asked", "heard", "answer", "tools", "stages", "wav");
        assertThat(node.path("answer").asText()).isEqualTo("It is noon.");
        assertThat(node.path("stages").path("hello_ms").isNumber()).isTrue();
    }

    @Test
    void talk_finds_the_server_that_runs_here_and_says_a_recording() throws Exception {
        Path recording = directory.resolve("question.wav");
        new Wav(new short[8_000], 8_000).write(recording);
        try (ScriptedServer server = answering()) {
            int port = Integer.parseInt(server.authority().substring("127.0.0.1:".length()));
            Files.writeString(directory.resolve("run.json"), "{\"pid\":1,\"http\":[" + port + ",8002]}");
            assertThat(run(
                            "talk",
                            "--wav",
                            recording.toString(),
                            "--data",
                            directory.toString(),
                            "--out",
                            directory.resolve("a.wav").toString()))
                    .as(err::toString)
                    .isZero();
        }
        assertThat(out.toString()).contains("question.wav", "It is noon.");
    }

    @Test
    void talk_says_what_to_do_when_there_is_no_server() throws Exception {
        assertThat(run("talk", "hello", "--data", directory.toString())).isEqualTo(1);
        assertThat(err.toString()).contains("./mynah start");
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        assertThat(run("talk", "hello", "--server", "http://127.0.0.1:" + port)).isEqualTo(1);
        assertThat(err.toString()).contains("No server answers at http://127.0.0.1:" + port);
    }

    @Test
    void talk_explains_refusals() throws Exception {
        try (ScriptedServer server = answering()) {
            server.refusingUpgrades("HTTP/1.1 401 Unauthorized");
            assertThat(run("talk", "hello", "--server", server.http())).isEqualTo(1);
            assertThat(err.toString()).contains("refused the device: HTTP/1.1 401 Unauthorized");

            server.replying("{\"activation\":{\"code\":\"123456\",\"message\":\"http://h/\\n123456\"}}");
            assertThat(run("talk", "hello", "--server", server.http(), "--wait", "0"))
                    .isEqualTo(1);
            assertThat(err.toString())
                    .contains("Enter the code 123456 at http://h/ under Devices")
                    .contains("nobody entered the code within 0 s");

            server.replyingRaw("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
            assertThat(run("talk", "hello", "--server", server.http())).isEqualTo(1);
            assertThat(err.toString()).contains("Is this a Mynah server?");

            server.replying("{\"mqtt\":{\"endpoint\":\"h\",\"client_id\":\"c\",\"username\":\"u\",\"password\":\"p\","
                    + "\"publish_topic\":\"t\"}}");
            assertThat(run("talk", "hello", "--server", server.http())).isEqualTo(1);
            assertThat(err.toString()).contains("to use MQTT, though it asked for WebSocket");
        }
    }

    @Test
    void on_the_servers_own_machine_talk_binds_its_device_by_itself() throws Exception {
        Files.writeString(directory.resolve("local-credential"), "mynah-local_secret\n");
        try (ScriptedServer server = unbound()) {
            assertThat(run("talk", "hello", "--data", here(server), "--out", wav()))
                    .as(err::toString)
                    .isZero();
            assertThat(server.requests())
                    .filteredOn(head -> head.startsWith("POST /api/v1/devices/bind "))
                    .singleElement()
                    .asString()
                    .contains("X-API-Key: mynah-local_secret");
            assertThat(new String(server.bodies().get(1), java.nio.charset.StandardCharsets.UTF_8))
                    .contains("\"code\":\"123456\"");
        }
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void the_local_credential_is_not_sent_to_a_server_that_was_named() throws Exception {
        Files.writeString(directory.resolve("local-credential"), "mynah-local_secret\n");
        try (ScriptedServer server = unbound()) {
            String here = here(server);
            assertThat(run("talk", "hello", "--data", here, "--server", server.http(), "--wait", "0"))
                    .isEqualTo(1);
            assertThat(server.requests()).noneMatch(head -> head.contains("mynah-local_secret"));
        }
        assertThat(err.toString()).contains("Enter the code 123456");
    }

    @Test
    void talk_says_why_the_server_does_not_bind_its_device() throws Exception {
        Files.writeString(directory.resolve("local-credential"), "old");
        try (ScriptedServer server = unbound()) {
            server.replyingBy(head -> head.startsWith("POST /api/")
                    ? ScriptedServer.wellMade("401 Unauthorized", "{\"error\":{\"message\":\"Who are you?\"}}")
                    : ScriptedServer.wellMade("200 OK", UNBOUND));
            assertThat(run("talk", "hello", "--data", here(server))).isEqualTo(1);
        }
        assertThat(err.toString()).contains("refused to bind a virtual device: Who are you?");
    }

    private static final String UNBOUND =
            "{\"activation\":{\"code\":\"123456\",\"message\":\"http://h/\\n123456\",\"challenge\":\"c\"}}";

    /** A server that knows no device until its code is entered. */
    private ScriptedServer unbound() throws IOException {
        ScriptedServer server = answering();
        AtomicBoolean bound = new AtomicBoolean();
        return server.replyingBy(head -> {
            if (head.startsWith("POST /api/v1/devices/bind ")) {
                bound.set(true);
                return ScriptedServer.wellMade("201 Created", "{}");
            }
            if (head.startsWith("POST /xiaozhi/ota/activate ")) {
                return ScriptedServer.wellMade(bound.get() ? "200 OK" : "202 Accepted", "x");
            }
            return ScriptedServer.wellMade("200 OK", bound.get() ? server.configuration() : UNBOUND);
        });
    }

    private String here(ScriptedServer server) throws IOException {
        int port = Integer.parseInt(server.authority().substring("127.0.0.1:".length()));
        Files.writeString(directory.resolve("run.json"), "{\"pid\":1,\"http\":[" + port + "]}");
        return directory.toString();
    }

    private String wav() {
        return directory.resolve("a.wav").toString();
    }

    @Test
    void talk_gives_up_when_no_answer_comes() throws Exception {
        try (ScriptedServer server = new ScriptedServer(channel -> {
                    channel.hello();
                    while (true) {
                        channel.next();
                    }
                })
                .configuring()) {
            assertThat(run("talk", "hi", "--server", server.http(), "--timeout", "1"))
                    .isEqualTo(1);
        }
        assertThat(err.toString()).contains("no answer within 1000 ms; the device is LISTENING");
    }

    @Test
    void what_is_misspelt_is_explained() {
        assertThat(run("talk", "hi", "--transport", "carrier-pigeon")).isEqualTo(2);
        assertThat(err.toString()).contains("ws1");
        assertThat(run("talk", "hi", "--mode", "psychic", "--server", "h:1")).isEqualTo(1);
        assertThat(run("talk", "--server", "h:1")).isEqualTo(1);
        assertThat(err.toString()).contains("auto, manual or realtime").contains("Say what to say");
    }

    @Test
    void simulate_measures_and_judges() throws Exception {
        List<String> usual = List.of(
                "simulate",
                "--devices",
                "4",
                "--talking",
                "2",
                "--seconds",
                "2",
                "--think-ms",
                "100",
                "--max-late",
                "100");
        try (ScriptedServer server = answering()) {
            List<String> arguments = new java.util.ArrayList<>(usual);
            arguments.addAll(List.of("--server", server.http(), "--text", "hi", "--json"));
            assertThat(run(arguments.toArray(String[]::new))).as(err::toString).isZero();
            assertThat(JsonText.object(out.toString()).node().path("connected").asInt())
                    .isEqualTo(4);

            server.refusingUpgrades("HTTP/1.1 503 Busy");
            assertThat(run(arguments.toArray(String[]::new))).isEqualTo(1);
            assertThat(err.toString()).contains("MISSED: 4 failures; at most 0 may be");
        }
    }
}
