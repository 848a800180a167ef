package dev.mynah.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.config.ConfigurationLoader;
import dev.mynah.config.Surroundings;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);

    @Test
    void warnings_alone_are_no_failure() {
        assertThat(new Doctor(List.of(() -> List.of(Finding.warn("disk", "nearly full")))).examine(out))
                .isTrue();
        assertThat(lines()).containsExactly("WARN  disk           nearly full", "0 to mend, 1 to know about.");
    }

    @Test
    void one_failure_is_enough() {
        var doctor = new Doctor(List.of(
                () -> List.of(Finding.ok("java", "version 25")),
                () -> List.of(Finding.fail("ports", "8000 is taken"))));
        assertThat(doctor.examine(out)).isFalse();
        assertThat(lines()).last().isEqualTo("1 to mend, 0 to know about.");
    }

    @Test
    void a_whole_examination_says_something_about_everything(@TempDir Path home) throws Exception {
        var surroundings = new Surroundings(Map.of("PATH", ""), home, home, ZoneOffset.UTC);
        var configuration = new ConfigurationLoader(surroundings).load(null, List.of("http.ports=0"));
        Doctor.of(
                        configuration,
                        surroundings.environment(),
                        InstantSource.fixed(Instant.parse("2026-11-20T10:00:00Z")),
                        List.of(() -> List.of(Finding.ok("more", "is well"))))
                .examine(out);
        for (String subject :
                List.of("java", "data", "disk", "ports", "address", "clock", "libopus", "flite", "provider", "more")) {
            assertThat(lines()).anyMatch(line -> line.substring(6).startsWith(subject));
        }
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
