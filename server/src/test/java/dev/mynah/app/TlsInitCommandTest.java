package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.config.Surroundings;
import dev.mynah.testing.TestCertificates;
import dev.mynah.tls.CertificateFiles;
import dev.mynah.tls.OwnAuthority;
import dev.mynah.tls.ServerCertificate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class TlsInitCommandTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final OwnAuthority authority;
    private final CommandLine command;

    TlsInitCommandTest(@TempDir Path home) {
        authority = new OwnAuthority(home.resolve("data").resolve("tls"));
        command = new CommandLine(new TlsInitCommand(
                new Surroundings(Map.of(), home, home, ZoneOffset.UTC),
                InstantSource.system(),
                new PrintStream(printed, true, StandardCharsets.UTF_8)));
    }

    @Test
    void what_it_makes_a_browser_that_imports_the_authority_believes() throws Exception {
        assertThat(command.execute("--name", "localhost", "--name", "192.0.2.7"))
                .isZero();
        CertificateFiles files = authority.server();
        assertThat(files.read().names()).containsExactly("192.0.2.7", "localhost");
        assertThat(output())
                .contains("http.tls.certificate: " + files.certificate(), "http.tls.key: " + files.key())
                .contains("stock firmware", "4G modem", authority.authority().toString())
                .contains(authority.directory().resolveSibling("mynah.yml").toString(), "restart the server")
                .contains("https://192.0.2.7:8443/");
        ServerCertificate imported = new CertificateFiles(
                        authority.authority(), authority.directory().resolve("ca.key"))
                .read();
        try (RunningServer server = RunningServer.withFakes(
                        "http.tls.certificate=" + files.certificate(),
                        "http.tls.key=" + files.key(),
                        "http.tls.ports=0");
                HttpClient client = HttpClient.newBuilder()
                        .sslContext(TestCertificates.trusting(imported.own()))
                        .build()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(URI.create("https://localhost:" + server.tlsPort() + "/health/live"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void nobody_else_may_read_the_keys() throws IOException {
        command.execute("--name", "localhost");
        try (Stream<Path> files = Files.list(authority.directory())) {
            assertThat(files.toList()).hasSize(4).allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.toString())
                    .isEqualTo("rw-------"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(authority.directory())))
                .isEqualTo("rwx------");
    }

    @Test
    void the_authority_that_was_imported_stays_when_the_server_gets_a_new_certificate() throws Exception {
        command.execute("--name", "localhost");
        byte[] before = Files.readAllBytes(authority.authority());
        ServerCertificate first = authority.server().read();
        assertThat(command.execute("--name", "voice.example")).isZero();
        assertThat(output()).contains("It is of the authority that was there.");
        assertThat(Files.readAllBytes(authority.authority())).isEqualTo(before);
        ServerCertificate second = authority.server().read();
        assertThat(second.isFor("voice.example")).isTrue();
        assertThat(second.own().getSerialNumber()).isNotEqualTo(first.own().getSerialNumber());
    }

    @Test
    void without_names_it_takes_those_of_the_machine() throws Exception {
        assertThat(command.execute("--set", "http.public-url=https://voice.example/"))
                .isZero();
        assertThat(authority.server().read().names()).contains("localhost", "127.0.0.1", "voice.example");
    }

    @Test
    void what_is_no_name_is_refused() {
        assertThat(command.execute("--name", "not a name")).isEqualTo(2);
        assertThat(output()).contains("not a name is no host name and no IP address");
        assertThat(authority.exists()).isFalse();
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
