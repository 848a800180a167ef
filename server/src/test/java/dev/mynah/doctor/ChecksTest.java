package dev.mynah.doctor;

import static dev.mynah.doctor.Finding.Level.FAIL;
import static dev.mynah.doctor.Finding.Level.OK;
import static dev.mynah.doctor.Finding.Level.WARN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.config.HttpSettings;
import dev.mynah.config.RunFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChecksTest {
    private final Path directory;

    ChecksTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void an_old_java_fails() {
        assertThat(only(new JavaCheck(Runtime.Version.parse("21.0.4"))).level()).isEqualTo(FAIL);
        assertThat(only(new JavaCheck(Runtime.Version.parse("25.0.1"))).level()).isEqualTo(OK);
    }

    @Test
    void a_clock_in_the_past_fails() {
        var zone = ZoneId.of("Asia/Shanghai");
        assertThat(only(new ClockCheck(InstantSource.fixed(Instant.EPOCH), zone))
                        .level())
                .isEqualTo(FAIL);
        Finding now = only(new ClockCheck(InstantSource.fixed(Instant.parse("2026-11-20T23:30:00Z")), zone));
        assertThat(now.text()).startsWith("2026-11-21 07:30 in Asia/Shanghai");
    }

    @Test
    void a_data_directory_others_can_read_is_warned_about() throws Exception {
        Path data = Files.createDirectory(directory.resolve("data"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThat(new DataCheck(data).findings())
                .anyMatch(finding -> finding.level() == WARN && finding.text().contains("chmod 700"));
        Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwx------"));
        assertThat(new DataCheck(data).findings())
                .noneMatch(finding -> finding.text().contains("chmod 700"));
    }

    @Test
    void a_data_directory_that_is_a_file_fails() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));
        assertThat(only(new DataCheck(file.resolve("data"))).level()).isEqualTo(FAIL);
    }

    @Test
    void a_port_in_use_fails_unless_this_server_uses_it() throws Exception {
        try (var taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = taken.getLocalPort();
            var check = new PortsCheck(http("127.0.0.1", null, port), directory);
            assertThat(only(check).level()).isEqualTo(FAIL);
            new RunFile(ProcessHandle.current().pid(), "0.1.0", List.of(port), List.of(), 0, 0, Instant.EPOCH)
                    .write(directory);
            assertThat(only(check))
                    .isEqualTo(Diagnosis.PORT_SERVED.found(Map.of(
                            "port", port, "process", ProcessHandle.current().pid())))
                    .hasToString("OK    ports          %d is served by this server, process %d"
                            .formatted(port, ProcessHandle.current().pid()));
        }
    }

    @Test
    void a_free_port_is_fine() {
        assertThat(only(new PortsCheck(http("127.0.0.1", null, 0), directory)).level())
                .isEqualTo(OK);
    }

    @Test
    void the_address_to_enter_is_one_a_device_reaches() {
        Finding finding = address(
                http("0.0.0.0", null, 8000), "127.0.0.1", "fe80::1", "169.254.3.4", "203.0.113.9", "192.168.1.20");
        assertThat(finding)
                .hasToString(
                        "OK    address        enter http://192.168.1.20:8000/xiaozhi/ota/ as OTA address in a device of"
                                + " the same network");
    }

    @Test
    void a_server_on_loopback_alone_cannot_be_reached() {
        assertThat(address(http("127.0.0.1", null, 8000), "127.0.0.1", "192.168.1.20")
                        .level())
                .isEqualTo(FAIL);
        assertThat(address(http("0.0.0.0", null, 8000), "127.0.0.1").level()).isEqualTo(FAIL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8000", "http://127.0.0.1:8000"})
    void a_public_url_on_loopback_fails(String url) {
        assertThat(address(http("0.0.0.0", url, 8000)).level()).isEqualTo(FAIL);
    }

    @Test
    void a_public_url_is_the_address_to_enter() {
        assertThat(address(http("0.0.0.0", "https://voice.example", 8000)).text())
                .contains("https://voice.example/xiaozhi/ota/");
        assertThat(address(http("0.0.0.0", "https://voice.example/" + "a".repeat(240), 8000))
                        .level())
                .isEqualTo(FAIL);
    }

    @Test
    void missing_programs_are_named_with_what_to_install() throws Exception {
        Path bin = Files.createDirectory(directory.resolve("bin"));
        Files.createFile(
                bin.resolve("flite"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path library = Files.createDirectories(directory.resolve("lib/x86_64-linux-gnu"));
        var check = new ProgramsCheck(bin.toString(), List.of(directory.resolve("lib"), Path.of("/absent")));
        assertThat(check.findings()).extracting(Finding::level).containsExactly(WARN, OK, WARN);
        assertThat(check.findings().getLast().text()).contains("apt-get install espeak-ng");
        Files.createFile(library.resolve("libopus.so.0"));
        assertThat(check.findings().getFirst().level()).isEqualTo(OK);
    }

    private Finding address(HttpSettings http, String... own) {
        return only(new AddressCheck(
                http, directory, Arrays.stream(own).map(InetAddress::ofLiteral).toList()));
    }

    private static HttpSettings http(String host, @Nullable String publicUrl, int port) {
        return new HttpSettings(host, List.of(port), publicUrl == null ? null : URI.create(publicUrl), List.of(), null);
    }

    private static Finding only(Check check) {
        return check.findings().getFirst();
    }
}
