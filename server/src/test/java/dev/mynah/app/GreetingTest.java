package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.config.Configuration;
import dev.mynah.config.ConfigurationException;
import dev.mynah.config.ConfigurationLoader;
import dev.mynah.config.RunFile;
import dev.mynah.config.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody reads who starts the server for the first time. */
class GreetingTest {
    private final Path home;

    GreetingTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void who_sits_at_the_machine_is_led_to_the_address_where_there_is_a_microphone() throws Exception {
        assertThat(printed(Optional.of("192.0.2.7"), List.of()))
                .contains("Dashboard:          http://localhost:8000/ on this machine")
                .contains("http://192.0.2.7:8000/ from others", "no microphone there", "./mynah tls init")
                .contains("Open http://localhost:8000/setup on this machine, or http://192.0.2.7:8000/setup, and enter")
                .contains("Enter in a device:  http://192.0.2.7:8000/xiaozhi/ota/ - open it with your phone")
                .contains("\n      the-token\n", "./mynah setup-token", "Ctrl+C", "in another terminal");
    }

    @Test
    void with_tls_others_are_led_to_it() throws Exception {
        assertThat(printed(Optional.of("192.0.2.7"), List.of(8443)))
                .contains("https://192.0.2.7:8443/ from others")
                .doesNotContain("no microphone");
    }

    @Test
    void a_machine_without_a_network_has_one_address() throws Exception {
        assertThat(printed(Optional.empty(), List.of()))
                .contains("Dashboard:          http://localhost:8000/ on this machine\n")
                .contains("Open http://localhost:8000/setup and enter")
                .doesNotContain("from others");
    }

    @Test
    void a_server_that_listens_on_one_address_only_is_not_to_be_found_as_localhost() throws Exception {
        assertThat(printed(Optional.of("192.0.2.7"), List.of(), "http.host=192.0.2.7"))
                .contains("Dashboard:          http://192.0.2.7:8000/\n", "Open http://192.0.2.7:8000/setup and enter")
                .doesNotContain("localhost");
    }

    @Test
    void a_public_address_is_the_only_one() throws Exception {
        assertThat(printed(Optional.of("192.0.2.7"), List.of(), "http.public-url=https://voice.example/bird"))
                .contains("Dashboard:          https://voice.example/bird/\n")
                .contains("Open https://voice.example/bird/setup and enter")
                .doesNotContain("localhost", "192.0.2.7");
    }

    @Test
    void what_is_built_in_is_called_so() {
        List<String> local = List.of("local");
        assertThat(SpeechEngines.describe(local, local, local, "flite"))
                .isEqualTo("hears, answers and speaks with what is built in (voices here: flite)");
        assertThat(SpeechEngines.describe(local, List.of("cloud", "local"), local, "flite"))
                .isEqualTo("hears with what is built in; answers with cloud, then what is built in;"
                        + " speaks with what is built in (voices here: flite)");
    }

    private String printed(Optional<String> network, List<Integer> tls, String... settings)
            throws ConfigurationException {
        Surroundings surroundings = new Surroundings(Map.of(), home, home, ZoneId.of("UTC"));
        Configuration configuration = new ConfigurationLoader(surroundings).load(null, List.of(settings));
        RunFile run = new RunFile(1, "1", List.of(8000, 8002), tls, 1883, 8884, Instant.EPOCH);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new Greeting(configuration, run, "", Optional.of("the-token"), network)
                .print(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
