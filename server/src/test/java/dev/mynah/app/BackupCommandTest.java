package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.backup.BackupWriter;
import dev.mynah.storage.sql.Database;
import dev.mynah.storage.sql.Migrations;
import dev.mynah.storage.testing.Engine;
import dev.mynah.storage.testing.PostgresServer;
import dev.mynah.storage.testing.SharedPostgres;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedPostgres.class)
class BackupCommandTest {
    private final Path home;
    private final PostgresServer server;
    private final Path backup;

    BackupCommandTest(@TempDir Path home, PostgresServer server) {
        this.home = home;
        this.server = server;
        this.backup = home.resolve("mynah.backup");
    }

    @ParameterizedTest
    @EnumSource
    void what_was_backed_up_while_it_ran_is_there_after_a_restore(Engine engine) throws Exception {
        Site site = site("here", engine);
        try (Database running = site.open()) {
            put(running, "Nest");
            assertThat(site.backup(backup.toString())).as(site.printed()).isZero();
            put(running, "Tree");
        }
        assertThat(Files.getPosixFilePermissions(backup)).isEqualTo(PosixFilePermissions.fromString("rw-------"));

        Site other = site("there", engine);
        assertThat(other.restore(backup.toString())).as(other.printed()).isZero();

        try (Database restored = other.open()) {
            assertThat(name(restored)).isEqualTo("Nest");
        }
    }

    @ParameterizedTest
    @EnumSource
    void only_tables_that_hold_something_are_listed(Engine engine) throws Exception {
        Site site = filled("here", engine);

        assertThat(site.backup(backup.toString())).isZero();

        // Nothing was put there but one setting.
        assertThat(site.printed().lines().filter(line -> line.matches(".* rows?")))
                .singleElement(InstanceOfAssertFactories.STRING)
                .matches(" *setting +1 row");
        assertThat(site.printed()).contains(": 1 table with 1 row, ");
    }

    @ParameterizedTest
    @EnumSource
    void a_server_can_move_to_the_other_engine(Engine from) throws Exception {
        Engine to = from == Engine.SQLITE ? Engine.POSTGRES : Engine.SQLITE;
        Site site = filled("here", from);
        assertThat(site.backup("mynah.backup")).as(site.printed()).isZero();

        Site other = site("there", to);
        assertThat(other.restore("mynah.backup")).as(other.printed()).isZero();

        try (Database restored = other.open()) {
            assertThat(name(restored)).isEqualTo("Nest");
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_is_there_is_replaced_only_by_force_and_then_moved_aside(Engine engine) throws Exception {
        Site site = filled("here", engine);
        site.backup("mynah.backup");
        Files.writeString(site.data().resolve("notes"), "mine");
        try (Database running = site.open()) {
            put(running, "Tree");
        }

        assertThat(site.restore("mynah.backup")).isEqualTo(1);
        assertThat(site.printed()).contains("is not empty", "--force");
        try (Database untouched = site.open()) {
            assertThat(name(untouched)).isEqualTo("Tree");
        }

        assertThat(site.restore("mynah.backup", "--force")).as(site.printed()).isZero();
        try (Database restored = site.open()) {
            assertThat(name(restored)).isEqualTo("Nest");
        }
        assertThat(site.data().resolve("notes")).doesNotExist();
        assertThat(site.data().resolve("before-restore-20261125_100000/notes")).hasContent("mine");
    }

    @ParameterizedTest
    @EnumSource
    void a_database_in_use_is_not_replaced(Engine engine) throws Exception {
        Site site = filled("here", engine);
        site.backup("mynah.backup");
        try (Database running = site.open();
                var held = dev.mynah.config.DataDirectory.hold(site.data())) {
            assertThat(site.restore("mynah.backup", "--force")).isEqualTo(1);
            assertThat(site.printed()).contains("is in use by process");
        }
        if (engine == Engine.POSTGRES) { // a node whose data directory is elsewhere
            try (Database running = site.open()) {
                running.check();
                assertThat(site.restore("mynah.backup", "--force")).isEqualTo(1);
                assertThat(site.printed()).contains("A server is connected", "stop it first");
                assertThat(name(running)).isEqualTo("Nest");
            }
        }
    }

    @Test
    void key_files_and_secrets_are_sealed_or_left_out() throws Exception {
        Site site = filled("here", Engine.SQLITE);
        Files.createDirectory(site.data().resolve("keys"));
        Files.write(site.data().resolve("keys/master"), new byte[] {1, 2, 3});
        Files.writeString(
                site.data().resolve("mynah.yml"), "providers.a.base-url: http://a\nproviders.a.api-key: birdseed\n");
        Path passphrase = Files.writeString(home.resolve("passphrase"), "correct horse\n");

        assertThat(site.backup("open.backup")).isZero();
        assertThat(site.printed())
                .contains("Left out: keys/master.", "Left out: " + site.data().resolve("mynah.yml"));
        assertThat(site.backup("sealed.backup", "--passphrase-file", passphrase.toString()))
                .isZero();
        assertThat(new String(
                        Files.readAllBytes(home.resolve("sealed.backup")),
                        java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("birdseed");

        Site open = site("open", Engine.SQLITE);
        assertThat(open.restore("open.backup")).as(open.printed()).isZero();
        assertThat(open.data().resolve("keys")).doesNotExist();

        Site sealed = site("sealed", Engine.SQLITE);
        assertThat(sealed.restore("sealed.backup")).isEqualTo(1);
        assertThat(sealed.printed()).contains("Sealed in it: keys/master, mynah.yml. Give --passphrase-file");
        assertThat(sealed.restore("sealed.backup", "--passphrase-file", "passphrase"))
                .as(sealed.printed())
                .isZero();
        assertThat(sealed.data().resolve("keys/master")).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(Files.getPosixFilePermissions(sealed.data().resolve("keys/master")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(sealed.data().resolve("mynah.yml")).content().contains("birdseed");

        Site without = site("without", Engine.SQLITE);
        assertThat(without.restore("sealed.backup", "--without-secrets")).isZero();
        assertThat(without.data().resolve("keys")).doesNotExist();
    }

    @Test
    void a_wrong_or_short_passphrase_is_named_and_nothing_is_restored() throws Exception {
        Site site = filled("here", Engine.SQLITE);
        Files.createDirectory(site.data().resolve("keys"));
        Files.write(site.data().resolve("keys/master"), new byte[] {1, 2, 3});
        Files.writeString(home.resolve("right"), "correct horse");
        Files.writeString(home.resolve("wrong"), "correct house");
        Files.writeString(home.resolve("short"), "horse");

        assertThat(site.backup("a.backup", "--passphrase-file", "short")).isEqualTo(1);
        assertThat(site.printed()).contains("shorter than 8 characters");
        assertThat(site.backup("a.backup", "--passphrase-file", "right")).isZero();

        Site other = site("there", Engine.SQLITE);
        assertThat(other.restore("a.backup", "--passphrase-file", "wrong")).isEqualTo(1);
        assertThat(other.printed()).contains("The passphrase is not the one the backup was sealed with.");
        assertThat(other.data()).doesNotExist();
    }

    @Test
    void a_file_that_is_cut_off_absent_or_something_else_is_refused_and_nothing_is_restored() throws Exception {
        Site site = filled("here", Engine.SQLITE);
        site.backup("whole.backup");
        Path whole = home.resolve("whole.backup");
        Path cut = Files.copy(whole, home.resolve("cut.backup"));
        try (FileChannel channel = FileChannel.open(cut, StandardOpenOption.WRITE)) {
            channel.truncate(channel.size() / 2);
        }
        Files.writeString(home.resolve("else.backup"), "a shopping list");

        Site other = site("there", Engine.SQLITE);
        assertThat(other.restore("cut.backup")).isEqualTo(1);
        assertThat(other.printed()).contains("is no backup, or not all of it is there");
        assertThat(other.restore("else.backup")).isEqualTo(1);
        assertThat(other.restore("absent.backup")).isEqualTo(1);
        assertThat(other.printed()).contains("There is no file");
        assertThat(other.data()).doesNotExist();
    }

    @Test
    void a_backup_of_a_newer_version_is_refused_with_what_to_do() throws Exception {
        var versions = new TreeSet<>(Migrations.known());
        versions.add(99_999);
        try (BackupWriter writer = new BackupWriter(backup, null, new SecureRandom())) {
            writer.finish("9.0", Instant.EPOCH, "SQLite", versions, new TreeMap<>(), new TreeMap<>());
        }
        Site site = site("here", Engine.SQLITE);

        assertThat(site.restore(backup.toString())).isEqualTo(1);

        assertThat(site.printed())
                .contains("The backup is of a newer version.", "its form is 99999", "Run that version");
        assertThat(site.data()).doesNotExist();
    }

    @Test
    void a_file_is_not_overwritten_and_nothing_half_written_stays() throws Exception {
        Files.writeString(backup, "precious");
        Site site = filled("here", Engine.SQLITE);

        assertThat(site.backup(backup.toString())).isEqualTo(1);

        assertThat(site.printed()).contains("exists already");
        assertThat(backup).hasContent("precious");
        assertThat(site.backup("nowhere/mynah.backup")).isEqualTo(1);
        try (var files = Files.list(home)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("mynah.backup", "here");
        }
    }

    @Test
    void what_was_never_started_cannot_be_backed_up() {
        Site site = site("here", Engine.SQLITE);

        assertThat(site.backup("mynah.backup")).isEqualTo(1);

        assertThat(site.printed()).contains("There is no database in", "ever been started");
        assertThat(site.data()).doesNotExist();
    }

    @Test
    void the_configuration_of_the_present_directory_wins_over_the_one_in_the_backup() throws Exception {
        Site site = filled("here", Engine.SQLITE);
        Files.writeString(site.data().resolve("mynah.yml"), "log.level: DEBUG\n");
        site.backup("mynah.backup");
        Site other = site("there", Engine.SQLITE);
        Files.createDirectory(other.data());
        Files.writeString(other.data().resolve("mynah.yml"), "log.level: WARN\n");

        assertThat(other.restore("mynah.backup")).as(other.printed()).isZero();

        assertThat(other.data().resolve("mynah.yml")).hasContent("log.level: WARN");
        assertThat(other.data().resolve("mynah.yml.from-backup")).hasContent("log.level: DEBUG");
    }

    @Test
    void a_configuration_from_elsewhere_is_kept_under_another_name() throws Exception {
        Site site = filled("here", Engine.SQLITE);
        Path given = Files.writeString(home.resolve("given.yml"), "log.level: DEBUG\n");
        site.backup("mynah.backup", "--config", given.toString());
        Site other = site("there", Engine.SQLITE);

        assertThat(other.restore("mynah.backup")).as(other.printed()).isZero();

        assertThat(other.data().resolve("mynah.yml.given")).hasContent("log.level: DEBUG");
        assertThat(other.data().resolve("mynah.yml")).doesNotExist();
        assertThat(other.printed()).contains("The server was run with --config");
    }

    @Test
    void recordings_are_taken_when_they_are_wanted() throws Exception {
        Site site = filled("here", Engine.SQLITE);
        Path day = Files.createDirectories(site.data().resolve("sounds/2026-11-25"));
        Files.write(day.resolve("t_1-heard.opus"), new byte[200_000]);
        site.backup("without.backup");
        assertThat(site.backup("with.backup", "--recordings"))
                .as(site.printed())
                .isZero();

        Site without = site("without", Engine.SQLITE);
        Site with = site("with", Engine.SQLITE);
        assertThat(without.restore("without.backup")).as(without.printed()).isZero();
        assertThat(with.restore("with.backup")).as(with.printed()).isZero();

        assertThat(without.data().resolve("sounds")).doesNotExist();
        assertThat(with.data().resolve("sounds/2026-11-25/t_1-heard.opus")).hasSize(200_000);
    }

    private Site site(String name, Engine engine) {
        return new Site(home, name, engine, server);
    }

    private Site filled(String name, Engine engine) throws IOException {
        Site site = site(name, engine);
        try (Database running = site.open()) {
            put(running, "Nest");
        }
        return site;
    }

    private static void put(Database database, String value) {
        database.update(handle -> handle.createUpdate(
                        "INSERT INTO setting (name, value, version)"
                                + " VALUES ('devices.language', :value, 1) ON CONFLICT (name) DO UPDATE SET value = excluded.value")
                .bind("value", value)
                .execute());
    }

    private static String name(Database database) {
        return database.read(handle -> handle.createQuery("SELECT value FROM setting WHERE name = 'devices.language'")
                .mapTo(String.class)
                .one());
    }
}
