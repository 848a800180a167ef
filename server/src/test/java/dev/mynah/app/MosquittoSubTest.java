package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.simulator.cli.Commands;
import dev.mynah.simulator.device.DeviceProfile;
import dev.mynah.simulator.device.Provisioning;
import dev.mynah.simulator.net.FirmwareHttp;
import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import picocli.CommandLine;

/** Watching devices with Mosquitto's own command-line client, as documented: who may, and who may not. */
@EnabledIf("installed")
class MosquittoSubTest extends PeopleOverRest {
    private static final Path PROGRAM = Path.of("/usr/bin/mosquitto_sub");

    static boolean installed() {
        return Files.isExecutable(PROGRAM);
    }

    @Test
    void an_operator_watches_a_conversation_as_it_goes_on() throws Exception {
        server.recognition().usually("what time is it");
        server.model().says("It is noon.");
        Process watching = subscribe("watcher", "ann", operatorKey(), "device-server", "devices/p2p/#");
        try (BufferedReader seen = watching.inputReader(StandardCharsets.UTF_8)) {
            awaitSubscriptions(2);
            assertThat(talk()).isZero();
            List<String> lines = untilSpoken(seen);
            assertThat(lines).anyMatch(line -> line.matches("device-server \\{.*\"type\":\"hello\".*"));
            assertThat(lines).anyMatch(line -> line.matches("devices/p2p/[0-9a-f_]{17} \\{.*\"type\":\"hello\".*"));
            assertThat(lines).anyMatch(line -> line.startsWith("devices/p2p/") && line.contains("It is noon."));
        } finally {
            watching.destroy();
        }
    }

    @Test
    void a_device_cannot_watch_others() throws Exception {
        DeviceProfile profile = DeviceProfile.of(new DeviceId("02:00:00:00:00:0c"));
        DeviceConfiguration.Mqtt own = Objects.requireNonNull(new Provisioning(new FirmwareHttp(Duration.ofSeconds(10)))
                .check(profile, server.otaUrl() + "?transport=mqtt")
                .mqtt());
        for (String topic : List.of("device-server", "#", "devices/p2p/02_00_00_00_00_0d", "xiaozhi/status/+")) {
            Process refused = subscribe(own.clientId(), own.username(), own.password(), topic);
            List<String> said =
                    refused.inputReader(StandardCharsets.UTF_8).lines().toList();
            assertThat(refused.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(said).as(topic).anyMatch(line -> line.contains("denied"));
            assertThat(server.mqtt().broker().subscriptions()).isZero();
        }
        Process stranger = subscribe("x", own.username(), own.password(), "device-server");
        assertThat(stranger.inputReader(StandardCharsets.UTF_8).lines().toList())
                .as("with another client identifier the password is none")
                .anyMatch(line -> line.contains("Connection error"));
        assertThat(stranger.waitFor()).isNotZero();
    }

    private String operatorKey() {
        String owner = setUp(server.setupToken()).data().path("access_token").asText();
        return call("createApiKey")
                .as(owner)
                .json("{\"name\":\"watcher\",\"scopes\":[\"devices:read\"]}")
                .send()
                .data()
                .path("key")
                .asText();
    }

    private Process subscribe(String id, String user, String password, String... topics) throws Exception {
        // Into a pipe it would write blocks; and it shall end by itself when nothing comes.
        List<String> command = new ArrayList<>(List.of("stdbuf", "-oL", PROGRAM.toString(), "-W", "30", "-v"));
        command.addAll(List.of("-h", "127.0.0.1", "-p", String.valueOf(server.mqttPort())));
        command.addAll(List.of("-i", id, "-u", user, "-P", password));
        for (String topic : topics) {
            command.addAll(List.of("-t", topic));
        }
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private void awaitSubscriptions(int wanted) throws InterruptedException {
        Afterwards.await("subscriptions", () -> server.mqtt().broker().subscriptions() == wanted);
    }

    /** What is seen until the answer was spoken, or the program ends. */
    private static List<String> untilSpoken(BufferedReader seen) throws Exception {
        List<String> lines = new ArrayList<>();
        for (String line = seen.readLine(); line != null; line = seen.readLine()) {
            lines.add(line);
            if (line.contains("\"tts\"") && line.contains("\"stop\"")) {
                return lines;
            }
        }
        return lines;
    }

    private int talk() {
        StringWriter shown = new StringWriter();
        CommandLine line = Commands.commandLine();
        line.setOut(new PrintWriter(shown, true));
        line.setErr(new PrintWriter(shown, true));
        return line.execute(
                "talk", "what time is it", "--transport", "mqtt", "--server", "http://127.0.0.1:" + server.port());
    }
}
