package dev.mynah.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunFileTest {
    private static final Instant STARTED = Instant.parse("2026-11-20T10:00:00Z");

    private final Path data;
    private final RunFile ours =
            new RunFile(ProcessHandle.current().pid(), "0.1.0", List.of(8000, 41234), List.of(), 1883, 8884, STARTED);

    RunFileTest(@TempDir Path data) {
        this.data = data;
    }

    @Test
    void a_running_server_is_found() throws Exception {
        ours.write(data);
        assertThat(RunFile.running(data)).contains(ours);
        assertThat(data.toFile().list()).containsExactly("run.json");
    }

    @Test
    void the_file_has_the_documented_members() throws Exception {
        ours.write(data);
        assertThat(Files.readString(data.resolve("run.json"))).isEqualToIgnoringWhitespace("""
                        {"pid": %d, "version": "0.1.0", "http": [8000, 41234], "mqtt": 1883, "udp": 8884,
                         "started_at": "2026-11-20T10:00:00Z"}
                        """.formatted(ours.pid()));
    }

    @Test
    void a_server_that_was_killed_does_not_run() throws Exception {
        var process = new ProcessBuilder("true").start();
        process.waitFor();
        new RunFile(process.pid(), "0.1.0", List.of(8000), List.of(), 0, 0, STARTED).write(data);
        assertThat(RunFile.running(data)).isEmpty();
    }

    @Test
    void only_its_own_file_is_removed() throws Exception {
        var successor = new RunFile(ours.pid(), "0.1.0", List.of(9000), List.of(), 0, 0, STARTED);
        successor.write(data);
        ours.remove(data);
        assertThat(RunFile.running(data)).contains(successor);
        successor.remove(data);
        assertThat(RunFile.running(data)).isEmpty();
        assertThat(data).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"pid\": \"x\"}", "{\"pid\": 1, \"started_at\": \"yesterday\"}"})
    void a_file_of_another_form_means_nothing_runs(String text) throws Exception {
        Files.writeString(data.resolve("run.json"), text);
        assertThat(RunFile.running(data)).isEmpty();
    }
}
