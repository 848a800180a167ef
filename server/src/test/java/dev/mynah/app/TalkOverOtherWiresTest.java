package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.simulator.cli.Commands;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The virtual device's command over the wires of home-made devices, against the whole server. */
class TalkOverOtherWiresTest {
    private final RunningServer server = RunningServer.withFakes("udp.plain-dialect=true", "mqtt.enabled=false");
    private final StringWriter shown = new StringWriter();

    private final Path folder;

    TalkOverOtherWiresTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @AfterEach
    void nothing_is_left() {
        try (server) {
            Afterwards.nothingIsLeft(server);
        }
    }

    @Test
    void a_question_in_the_json_dialect_is_heard_and_answered() throws Exception {
        server.recognition().usually("what time is it");
        server.model().says("It is noon.");
        assertThat(talk("what time is it", "--transport", "json"))
                .as(shown::toString)
                .isZero();
        assertThat(shown.toString())
                .contains("\"heard\":\"what time is it\"", "\"answer\":\"It is noon.\"", "question_to_response_ms");
        assertThat(Files.size(folder.resolve("answer.wav"))).isGreaterThan(10_000);
    }

    @Test
    void a_question_in_plain_datagrams_is_heard_and_answered() {
        server.recognition().usually("what time is it");
        server.model().says("It is noon.");
        String port = String.valueOf(server.udpPort());
        assertThat(talk("what time is it", "--transport", "udp-plain", "--udp-port", port))
                .as(shown::toString)
                .isZero();
        assertThat(shown.toString()).contains("\"heard\":\"what time is it\"", "\"answer\":\"It is noon.\"");
    }

    @Test
    void a_transport_nobody_has_is_explained() {
        assertThat(talk("hello", "--transport", "pigeon")).isNotZero();
        assertThat(shown.toString()).contains("ws1", "json", "udp-plain");
    }

    private int talk(String... arguments) {
        CommandLine line = Commands.commandLine();
        line.setOut(new PrintWriter(shown, true));
        line.setErr(new PrintWriter(shown, true));
        String[] all = new String[arguments.length + 6];
        all[0] = "talk";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--json";
        all[arguments.length + 2] = "--server";
        all[arguments.length + 3] = "http://127.0.0.1:" + server.port();
        all[arguments.length + 4] = "--out";
        all[arguments.length + 5] = folder.resolve("answer.wav").toString();
        return line.execute(all);
    }
}
