package dev.mynah.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupReaderTest {
    private final Path directory;
    private final Path backup;
    private final Path passphrase;

    BackupReaderTest(@TempDir Path directory) throws Exception {
        this.directory = directory;
        this.backup = directory.resolve("a.backup");
        this.passphrase = Files.writeString(directory.resolve("passphrase"), "correct horse");
        try (BackupWriter writer = new BackupWriter(backup, passphrase, new SecureRandom())) {
            writer.table("bird").write("[\"name\"]\n[\"mynah\"]\n".getBytes(StandardCharsets.UTF_8));
            writer.file("mynah.yml", Files.writeString(directory.resolve("mynah.yml"), "log.level: INFO\n"));
            writer.sealed("keys/a", new byte[] {1, 2, 3});
            writer.finish(
                    "1.0",
                    Instant.parse("2026-11-25T10:00:00Z"),
                    "SQLite",
                    new TreeSet<>(List.of(1, 10)),
                    new TreeMap<>(Map.of("bird", 1L)),
                    new TreeMap<>(Map.of("bird", 7L)));
        }
    }

    @Test
    void what_was_written_is_read() throws Exception {
        assertThat(everything(backup))
                .containsExactly(
                        "1.0 2026-11-25T10:00:00Z SQLite [1, 10] {bird=1} {bird=7}",
                        "[\"name\"]\n[\"mynah\"]\n",
                        "[mynah.yml] log.level: INFO\n",
                        "[keys/a]");
        try (BackupReader reader = BackupReader.open(backup)) {
            assertThat(reader.unseal(passphrase).file("keys/a")).containsExactly(1, 2, 3);
        }
    }

    @Test
    void wherever_a_bit_is_wrong_it_is_noticed_or_does_not_matter() throws Exception {
        byte[] bytes = Files.readAllBytes(backup);
        List<String> whole = everything(backup);
        Path changed = directory.resolve("changed.backup");
        int refused = 0;
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] ^= 4;
            Files.write(changed, bytes);
            bytes[at] ^= 4;
            refused += refused(changed, whole) ? 1 : 0;
        }
        assertThat(refused).isGreaterThan(bytes.length / 2);
    }

    @Test
    void wherever_it_is_cut_off_it_is_refused() throws Exception {
        byte[] bytes = Files.readAllBytes(backup);
        Path cut = directory.resolve("cut.backup");
        for (int length = 0; length < bytes.length; length += 7) {
            Files.write(cut, java.util.Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> BackupReader.open(cut)).isInstanceOf(BackupException.class);
        }
    }

    @Test
    void another_zip_file_is_no_backup() throws Exception {
        Path other = directory.resolve("other.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(other))) {
            zip.putNextEntry(new ZipEntry("holiday.txt"));
        }

        assertThatThrownBy(() -> BackupReader.open(other)).hasMessageContaining("is no backup of Mynah");
    }

    @Test
    void a_format_of_the_future_is_named() throws Exception {
        Path future = directory.resolve("future.backup");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(future))) {
            zip.putNextEntry(new ZipEntry("manifest.json"));
            zip.write("{\"format\": 2}".getBytes(StandardCharsets.UTF_8));
        }

        assertThatThrownBy(() -> BackupReader.open(future))
                .hasMessageContaining("Its format is 2, and this version of Mynah reads only format 1.");
    }

    @Test
    void sealed_parts_cannot_change_places() {
        Seal seal = Sealing.fresh(new SecureRandom()).with("correct horse".toCharArray());
        byte[] sealed = seal.close("keys/a", new byte[] {1}, new SecureRandom());

        assertThatThrownBy(() -> seal.open("keys/b", sealed)).isInstanceOf(BackupException.class);
    }

    private boolean refused(Path file, List<String> whole) throws Exception {
        try {
            assertThat(everything(file)).isEqualTo(whole);
            return false;
        } catch (BackupException refused) {
            return true;
        }
    }

    private List<String> everything(Path file) throws BackupException, IOException {
        try (BackupReader reader = BackupReader.open(file)) {
            var all = new ArrayList<String>();
            all.add("%s %s %s %s %s %s"
                    .formatted(
                            reader.program(),
                            reader.createdAt(),
                            reader.engine(),
                            reader.versions(),
                            reader.rows(),
                            reader.counters()));
            for (String table : reader.rows().keySet()) {
                try (InputStream rows = reader.table(table)) {
                    all.add(new String(rows.readAllBytes(), StandardCharsets.UTF_8));
                }
            }
            try (InputStream content = reader.file("mynah.yml")) {
                all.add(reader.files() + " " + new String(content.readAllBytes(), StandardCharsets.UTF_8));
            }
            all.add(reader.sealed().toString());
            return all;
        }
    }
}
