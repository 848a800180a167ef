package dev.mynah.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {
    private final Path data;

    DataDirectoryTest(@TempDir Path home) {
        data = home.resolve("some/where/data");
    }

    @Test
    void a_missing_directory_is_made_for_its_owner_only() throws Exception {
        try (var held = DataDirectory.hold(data)) {
            assertThat(held.path()).isEqualTo(data);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                    .isEqualTo("rwx------");
        }
    }

    @Test
    void a_second_holder_is_told_who_the_first_is() throws Exception {
        try (var held = DataDirectory.hold(data)) {
            assertThatThrownBy(() -> DataDirectory.hold(held.path()))
                    .isInstanceOf(DataDirectory.InUseException.class)
                    .hasMessageContaining(data.toString())
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void a_directory_let_go_can_be_held_again() throws Exception {
        DataDirectory.hold(data).close();
        try (var held = DataDirectory.hold(data)) {
            assertThat(Files.readString(held.path().resolve("lock")))
                    .isEqualTo(ProcessHandle.current().pid() + "\n");
        }
    }

    @Test
    void what_a_killed_process_left_behind_does_not_matter() throws Exception {
        Files.createDirectories(data);
        Files.writeString(data.resolve("lock"), "1234567890123\n");
        try (var held = DataDirectory.hold(data);
                var channel = FileChannel.open(held.path().resolve("lock"), StandardOpenOption.READ)) {
            assertThat(channel.size()).isEqualTo((ProcessHandle.current().pid() + "\n").length());
        }
    }
}
