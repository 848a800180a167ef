package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.config.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DoctorCommandTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final CommandLine command;

    DoctorCommandTest(@TempDir Path home) {
        command = new CommandLine(new DoctorCommand(
                new Surroundings(Map.of(), home, home, ZoneOffset.UTC),
                InstantSource.fixed(Instant.parse("2026-11-20T10:00:00Z")),
                new PrintStream(printed, true, StandardCharsets.UTF_8)));
    }

    @Test
    void a_port_in_use_makes_the_exit_code() throws Exception {
        try (var taken = new ServerSocket(0)) {
            int code = command.execute("--set", "http.ports=" + taken.getLocalPort());
            assertThat(code).isEqualTo(1);
            assertThat(output()).contains("FAIL  ports          " + taken.getLocalPort() + " cannot be listened on");
        }
    }

    @Test
    void a_bad_configuration_is_what_is_wrong() {
        assertThat(command.execute("--set", "http.prots=1", "--set", "log.level=x"))
                .isEqualTo(1);
        assertThat(output())
                .contains("FAIL  configuration  --set http.prots: http.prots is not a key; did you mean http.ports?")
                .contains("FAIL  configuration  --set log.level: log.level: 'x' is not allowed");
    }

    private String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
