package dev.mynah.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
        assertThat(new Doctor(List.of(() -> List.of(Diagnosis.DISK_SCARCE.found(Map.of("free", 7, "needed", 200)))))
                        .examine(out))
                .isTrue();
        assertThat(lines())
                .containsExactly(
                        "WARN  disk           7 MiB free; make room, at least 200 MiB", "0 to mend, 1 to know about.");
    }

    @Test
    void one_failure_is_enough() {
        var doctor = new Doctor(List.of(
                () -> List.of(Diagnosis.JAVA_FINE.found(Map.of("version", "25"))),
                () -> List.of(Diagnosis.PROVIDER_NOT_EXAMINED.found(Map.of("name", "owl")))));
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
                        List.of(() -> List.of(Diagnosis.DATABASE_FINE.found(Map.of("place", "here")))))
                .examine(out);
        for (String subject : List.of(
                "java", "data", "disk", "ports", "address", "clock", "libopus", "flite", "provider", "database")) {
            assertThat(lines()).anyMatch(line -> line.substring(6).startsWith(subject));
        }
    }

    @Test
    void a_finding_has_a_value_for_each_place_of_its_sentence_and_no_other() {
        assertThatThrownBy(() -> Diagnosis.PORT_FREE.found()).hasMessageContaining("[port]");
        assertThatThrownBy(() -> Diagnosis.PORT_ANY.found(Map.of("port", 1))).hasMessageContaining("[port]");
        Finding quoted = Diagnosis.TLS_UNUSABLE.found(Map.of("reason", "C:\\key.pem holds $1 and {port}"));
        assertThat(quoted.text()).isEqualTo("C:\\key.pem holds $1 and {port}");
    }

    private List<String> lines() {
        return printed.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
