package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.storage.sql.Database;
import dev.mynah.storage.testing.Engine;
import dev.mynah.storage.testing.PostgresServer;
import dev.mynah.storage.testing.SharedPostgres;
import java.io.RandomAccessFile;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedPostgres.class)
class DatabaseCheckTest {
    private final Path home;
    private final PostgresServer server;

    DatabaseCheckTest(@TempDir Path home, PostgresServer server) {
        this.home = home;
        this.server = server;
    }

    @ParameterizedTest
    @EnumSource
    void a_database_that_is_not_made_yet_is_no_trouble_and_is_not_made_by_looking(Engine engine) {
        Site site = site(engine);

        assertThat(examined(site)).startsWith("OK    database").contains("will be made");
        assertThat(site.data()).doesNotExist();
    }

    @ParameterizedTest
    @EnumSource
    void a_database_in_use_is_as_it_should_be(Engine engine) {
        Site site = site(engine);
        try (Database running = site.open()) {
            running.check();
            assertThat(examined(site)).startsWith("OK    database").contains("is as it should be");
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_database_of_a_newer_version_is_named_with_what_to_do_and_not_started_on(Engine engine) {
        Site site = site(engine);
        try (Database running = site.open()) {
            running.update(
                    handle -> handle.execute("UPDATE schema_history SET version = '99999' WHERE version = '001'"));
        }

        assertThat(examined(site))
                .startsWith("FAIL  database")
                .contains("written by a newer version of Mynah", "99999", "Run that version");
        assertThat(site.start()).isEqualTo(1);
        assertThat(site.printed()).contains("written by a newer version of Mynah", "Run that version");
    }

    @Test
    void a_damaged_file_is_named() throws Exception {
        Site site = site(Engine.SQLITE);
        try (Database running = site.open()) {
            running.update(handle -> {
                for (int i = 0; i < 500; i++) {
                    handle.execute("INSERT INTO test_pair (name, half) VALUES (?, 0)", "a name of some length " + i);
                }
            });
        }
        try (RandomAccessFile bytes =
                new RandomAccessFile(site.data().resolve("mynah.db").toFile(), "rw")) {
            bytes.seek(bytes.length() - 6_000);
            bytes.write(new byte[5_000]);
        }

        assertThat(examined(site)).contains("FAIL  database", "restore a backup");
    }

    @Test
    void a_file_that_is_something_else_is_named_and_not_started_on() throws Exception {
        Site site = site(Engine.SQLITE);
        Files.createDirectories(site.data());
        Files.writeString(
                site.data().resolve("mynah.db"), "a shopping list of more than a hundred characters".repeat(3));

        assertThat(examined(site)).startsWith("FAIL  database").contains("not a database", "restore a backup");
        assertThat(site.start()).isEqualTo(1);
    }

    @Test
    void a_server_that_does_not_answer_is_named_without_its_password() throws Exception {
        int nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }
        Site site = new Site(home, "data", "jdbc:postgresql://127.0.0.1:" + nobody + "/mynah?password=birdseed");

        assertThat(examined(site))
                .startsWith("FAIL  database")
                .contains("PostgreSQL at 127.0.0.1:" + nobody + "/mynah", "does not answer", "check that it runs")
                .doesNotContain("birdseed");
        assertThat(site.start()).isEqualTo(1);
        assertThat(site.printed()).contains("does not answer").doesNotContain("birdseed");
    }

    private Site site(Engine engine) {
        return new Site(home, "data", engine, server);
    }

    private static String examined(Site site) {
        return String.join("\n", site.examine().stream().map(Object::toString).toList());
    }
}
