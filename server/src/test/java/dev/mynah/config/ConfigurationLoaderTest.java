package dev.mynah.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.mynah.config.RequestLimitSettings.Often;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.event.Level;

class ConfigurationLoaderTest {
    private final Path home;

    ConfigurationLoaderTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void nothing_given_means_the_documented_defaults() throws Exception {
        Configuration configuration = load(Map.of());
        assertThat(configuration.data()).isEqualTo(home.resolve("data"));
        assertThat(configuration.file()).isNull();
        assertThat(configuration.http())
                .isEqualTo(new HttpSettings("0.0.0.0", List.of(8000, 8002, 8003), null, List.of(), null));
        assertThat(configuration.devices())
                .isEqualTo(new DeviceSettings(
                        DeviceTransport.WEBSOCKET,
                        true,
                        Duration.ofMinutes(5),
                        Duration.ofDays(30),
                        "Bearer",
                        Locale.US,
                        ZoneId.of("Asia/Shanghai")));
        assertThat(configuration.voice().endOfSpeech()).isEqualTo(Duration.ofMillis(700));
        assertThat(configuration.voice().idleTimeout()).isEqualTo(Duration.ofSeconds(100));
        assertThat(configuration.providers())
                .isEqualTo(
                        new ProviderChains(List.of("local"), List.of("local"), List.of("local"), List.of(), Map.of()));
        assertThat(configuration.limits())
                .isEqualTo(new LimitSettings(
                        20_000,
                        50_000,
                        1_000,
                        100_000,
                        1_000,
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(15),
                        65_536,
                        requestLimits()));
        assertThat(configuration.log()).isEqualTo(new LogSettings(Level.INFO, Map.of(), LogFormat.TEXT));
    }

    private static RequestLimitSettings requestLimits() {
        return new RequestLimitSettings(
                List.of(AddressRange.parse("127.0.0.0/8"), AddressRange.parse("::1")),
                100_000,
                new Often(2000, 4000),
                new Often(40, 40),
                new Often(2000, 4000),
                new Often(60, 60),
                new Often(60_000, 10_000),
                new Often(36_000, 6000),
                new Often(60, 60));
    }

    @Test
    void a_file_overrides_defaults() throws Exception {
        Configuration configuration = file("""
                http:
                  host: 127.0.0.1
                  ports: [0, 9000]
                  public-url: https://voice.example
                  trusted-proxies: [10.0.0.0/8, "::1"]
                devices.language: zh-CN
                voice:
                  end-of-speech: 1s
                log:
                  levels:
                    voice: debug
                    transport.websocket: TRACE
                """);
        assertThat(configuration.http().ports()).containsExactly(0, 9000);
        assertThat(configuration.http().publicUrl()).isEqualTo(URI.create("https://voice.example"));
        assertThat(configuration.http().trustedProxies())
                .containsExactly(AddressRange.parse("10.0.0.0/8"), AddressRange.parse("::1"));
        assertThat(configuration.devices().language()).isEqualTo(Locale.SIMPLIFIED_CHINESE);
        assertThat(configuration.voice().endOfSpeech()).isEqualTo(Duration.ofSeconds(1));
        assertThat(configuration.log().levels())
                .containsOnly(Map.entry("voice", Level.DEBUG), Map.entry("transport.websocket", Level.TRACE));
    }

    @Test
    void the_environment_overrides_the_file_and_arguments_override_both() throws Exception {
        Path file = write("http.ports: [1]\nhttp.host: a\nlog.level: ERROR\n");
        Configuration configuration = new ConfigurationLoader(
                        surroundings(Map.of("MYNAH_HTTP_PORTS", "2, 3", "MYNAH_HTTP_HOST", "b")))
                .load(file, List.of("http.host=c", "http.host=d"));
        assertThat(configuration.log().level()).isEqualTo(Level.ERROR);
        assertThat(configuration.http().ports()).containsExactly(2, 3);
        assertThat(configuration.http().host()).isEqualTo("d");
        assertThat(configuration.overridden()).containsExactly("http.host", "http.ports");
    }

    @Test
    void the_file_beside_the_data_is_read_when_no_other_is_named() throws Exception {
        Path data = Files.createDirectory(home.resolve("elsewhere"));
        Files.writeString(data.resolve("mynah.yml"), "http.ports: 9000");
        Configuration configuration = load(Map.of("MYNAH_DATA", "elsewhere"));
        assertThat(configuration.data()).isEqualTo(data);
        assertThat(configuration.file()).isEqualTo(data.resolve("mynah.yml"));
        assertThat(configuration.http().ports()).containsExactly(9000);
    }

    @Test
    void a_file_beside_the_data_cannot_move_the_data() throws Exception {
        Path data = Files.createDirectory(home.resolve("data"));
        Files.writeString(data.resolve("mynah.yml"), "data: /elsewhere");
        assertThat(problems(Map.of())).singleElement().asString().contains("mynah.yml:1", "cannot move it");
    }

    @Test
    void every_problem_is_reported_with_its_line_value_and_what_is_allowed() throws Exception {
        Path file = write("""
                http:
                  ports: [8000, 70000]
                  prots: 8000
                voice:
                  idle-timeout: 5m
                  end-of-speech: [1s]
                  voice-activity-mode: four
                devices:
                  language: klingonish
                """);
        var loader = new ConfigurationLoader(surroundings(Map.of("MYNAH_LOG_LEVEL", "loud")));
        List<String> problems = messages(catchThrowableOfType(
                ConfigurationException.class, () -> loader.load(file, List.of("log.format=xml", "nonsense"))));
        assertThat(problems)
                .contains(
                        file
                                + ":2: http.ports: [8000, 70000] is not allowed; allowed is one or more whole numbers from 0"
                                + " to 65535, 0 for any free port",
                        file + ":3: http.prots is not a key; did you mean http.ports?",
                        file + ":5: voice.idle-timeout: '5m' is not allowed; allowed is a time from 1s to 119s, such as"
                                + " 700ms, 10s, 5m or 1h",
                        file
                                + ":7: voice.voice-activity-mode: 'four' is not allowed; allowed is a whole number from 0 to 3",
                        "environment MYNAH_LOG_LEVEL: log.level: 'loud' is not allowed; allowed is one of ERROR, WARN,"
                                + " INFO, DEBUG, TRACE",
                        "--set log.format: log.format: 'xml' is not allowed; allowed is one of text, json",
                        "--set: 'nonsense' is not of the form key=value")
                .anyMatch(problem -> problem.startsWith(file + ":6: voice.end-of-speech: one value is expected"))
                .anyMatch(problem -> problem.startsWith(file + ":9: devices.language: 'klingonish'"))
                .hasSize(9);
    }

    @Test
    void a_value_that_was_refused_in_one_place_is_not_replaced_by_a_lower_one_in_silence() throws Exception {
        Path file = write("http.ports: 9000");
        var loader = new ConfigurationLoader(surroundings(Map.of("MYNAH_HTTP_PORTS", "")));
        assertThat(messages(catchThrowableOfType(ConfigurationException.class, () -> loader.load(file, List.of()))))
                .singleElement()
                .asString()
                .startsWith("environment MYNAH_HTTP_PORTS: http.ports: ''");
    }

    @Test
    void keys_of_features_that_are_not_built_are_refused_by_name() throws Exception {
        Path file = write("cluster:\n  node: one\n");
        var loader = new ConfigurationLoader(surroundings(Map.of("MYNAH_CLUSTER_REDIS", "x")));
        assertThat(messages(catchThrowableOfType(
                        ConfigurationException.class, () -> loader.load(file, List.of("devices.activation=yes")))))
                .anyMatch(problem -> problem.endsWith("cluster.node is not available in this version"))
                .anyMatch(problem -> problem.endsWith("cluster.redis is not available in this version"))
                .anyMatch(problem -> problem.contains("devices.activation: 'yes' is not allowed"))
                .hasSize(3);
    }

    @Test
    void the_database_is_a_file_unless_another_is_named() throws Exception {
        assertThat(load(Map.of()).database()).isEqualTo(DatabaseSettings.EMBEDDED);
        assertThat(load(Map.of("MYNAH_DATABASE_URL", "")).database()).isEqualTo(DatabaseSettings.EMBEDDED);
        assertThat(load(Map.of(
                                "MYNAH_DATABASE_URL", "jdbc:postgresql://db/mynah",
                                "MYNAH_DATABASE_USER", "bird",
                                "MYNAH_DATABASE_PASSWORD", "${ENV:SEED}",
                                "SEED", "sunflower"))
                        .database())
                .isEqualTo(new DatabaseSettings(
                        new Secret("jdbc:postgresql://db/mynah"), "bird", new Secret("sunflower")));
    }

    @Test
    void tls_needs_a_certificate_and_a_key_and_whoever_gives_half_of_it_is_told() throws Exception {
        assertThat(load(Map.of()).http().tls()).isNull();
        TlsSettings tls = load(Map.of(
                        "MYNAH_HTTP_TLS_CERTIFICATE", "server.pem", "MYNAH_HTTP_TLS_KEY", "/k/server.key"))
                .http()
                .tls();
        assertThat(tls)
                .isEqualTo(new TlsSettings(home.resolve("server.pem"), Path.of("/k/server.key"), List.of(8443), false));
        for (String half : List.of("MYNAH_HTTP_TLS_CERTIFICATE", "MYNAH_HTTP_TLS_KEY")) {
            assertThat(problems(Map.of(half, "server.pem")))
                    .singleElement()
                    .asString()
                    .contains("does nothing without both http.tls.certificate and http.tls.key");
        }
        assertThat(problems(Map.of("MYNAH_HTTP_TLS_PORTS", "443")))
                .singleElement()
                .asString()
                .contains("http.tls.ports: does nothing without both");
    }

    @Test
    void a_database_address_of_another_kind_is_refused_without_showing_it() {
        assertThat(problems(Map.of("MYNAH_DATABASE_URL", "jdbc:mysql://root:secret@db/mynah")))
                .singleElement()
                .asString()
                .contains("database.url: (secret) is not allowed", "jdbc:postgresql://HOST/NAME")
                .doesNotContain("root", "mysql");
    }

    @Test
    void variables_of_the_launcher_are_not_taken_for_keys() throws Exception {
        assertThat(load(Map.of("MYNAH_JAVA_OPTS", "-Xmx2g", "MYNAH_MAVEN_REPO", "/m2", "PATH", "/bin"))
                        .overridden())
                .isEmpty();
    }

    @Test
    void a_missing_file_that_was_named_is_a_problem() {
        var loader = new ConfigurationLoader(surroundings(Map.of()));
        assertThat(messages(catchThrowableOfType(
                        ConfigurationException.class, () -> loader.load(Path.of("absent.yml"), List.of()))))
                .singleElement()
                .asString()
                .startsWith(home.resolve("absent.yml") + ": cannot be read");
    }

    private Configuration load(Map<String, String> environment) throws ConfigurationException {
        return new ConfigurationLoader(surroundings(environment)).load(null, List.of());
    }

    private Configuration file(String text) throws ConfigurationException, IOException {
        return new ConfigurationLoader(surroundings(Map.of())).load(write(text), List.of());
    }

    private List<String> problems(Map<String, String> environment) {
        return messages(catchThrowableOfType(ConfigurationException.class, () -> load(environment)));
    }

    private static List<String> messages(ConfigurationException thrown) {
        return thrown.problems().stream().map(Problem::toString).toList();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(home.resolve("given.yml"), text);
    }

    private Surroundings surroundings(Map<String, String> environment) {
        return new Surroundings(environment, home, home, ZoneId.of("Asia/Shanghai"));
    }
}
