package dev.mynah.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RestorationTest {
    private final Path data;

    RestorationTest(@TempDir Path data) throws IOException {
        this.data = data;
        for (String old : List.of("lock", "mynah.db", "mynah.db-wal", "mynah.yml")) {
            Files.writeString(data.resolve(old), "old");
        }
        Files.createDirectory(data.resolve("keys"));
        Files.writeString(data.resolve("keys/a"), "old");
    }

    @Test
    void new_files_take_the_place_of_old_ones_which_are_kept_aside() throws IOException {
        Restoration.replace(data, collected(), "now");

        assertNewCounts();
        assertThat(data.resolve("lock")).hasContent("old");
    }

    @Test
    void until_it_is_decided_the_old_files_count_and_what_was_collected_is_removed() throws IOException {
        collected();

        Restoration.finish(data);

        assertThat(names(data)).containsExactly("keys", "lock", "mynah.db", "mynah.db-wal", "mynah.yml");
        assertThat(data.resolve("mynah.db")).hasContent("old");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void once_decided_it_is_finished_wherever_it_was_interrupted_before_the_new_files_came(int moved)
            throws IOException {
        Path decided = decided();
        List<String> olds = List.of("keys", "mynah.db", "mynah.db-wal", "mynah.yml");
        Path former = Files.createDirectory(data.resolve("before-restore-now"));
        for (String old : olds.subList(0, moved)) {
            Files.move(data.resolve(old), former.resolve(old));
        }
        assertThat(decided).exists();

        Restoration.finish(data);

        assertNewCounts();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void once_decided_it_is_finished_wherever_it_was_interrupted_while_the_new_files_came(int moved)
            throws IOException {
        Path decided = decided();
        Path former = Files.createDirectory(data.resolve("before-restore-now"));
        for (String old : List.of("keys", "mynah.db", "mynah.db-wal", "mynah.yml")) {
            Files.move(data.resolve(old), former.resolve(old));
        }
        Path coming = Files.move(decided, data.resolve("restored-coming"));
        for (String name : List.of("keys", "mynah.db").subList(0, moved)) {
            Files.move(coming.resolve(name), data.resolve(name));
        }

        Restoration.finish(data);

        assertNewCounts();
    }

    @Test
    void where_nothing_was_interrupted_nothing_changes() throws IOException {
        Restoration.finish(data);

        assertThat(names(data)).containsExactly("keys", "lock", "mynah.db", "mynah.db-wal", "mynah.yml");
    }

    private void assertNewCounts() throws IOException {
        assertThat(names(data)).containsExactly("before-restore-now", "keys", "lock", "mynah.db");
        assertThat(data.resolve("mynah.db")).hasContent("new");
        assertThat(data.resolve("keys/a")).hasContent("new");
        Path former = data.resolve("before-restore-now");
        assertThat(names(former)).containsExactly("keys", "mynah.db", "mynah.db-wal", "mynah.yml");
        assertThat(former.resolve("mynah.db")).hasContent("old");
    }

    private Path collected() throws IOException {
        Path collected = Restoration.collecting(data).path();
        Files.writeString(collected.resolve("mynah.db"), "new");
        Files.createDirectory(collected.resolve("keys"));
        Files.writeString(collected.resolve("keys/a"), "new");
        return collected;
    }

    private Path decided() throws IOException {
        Path collected = collected();
        Files.writeString(collected.resolve(".former"), "before-restore-now");
        return Files.move(collected, data.resolve("restored"));
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
