package dev.mynah.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.storage.postgres.PostgresDatabase;
import dev.mynah.storage.sql.Database;
import dev.mynah.storage.sqlite.SqliteDatabase;
import dev.mynah.storage.testing.ChildProgram;
import dev.mynah.storage.testing.Engine;
import dev.mynah.storage.testing.KillablePostgres;
import dev.mynah.storage.testing.PostgresServer;
import dev.mynah.storage.testing.SharedPostgres;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Programs and servers are killed at any moment while many threads store; what was confirmed is there, and nothing half. */
@ExtendWith(SharedPostgres.class)
class KilledTest {
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final Set<String> confirmed = new HashSet<>();

    @Test
    void what_a_killed_program_confirmed_is_in_its_file(@TempDir Path directory) throws Exception {
        killPrograms(2, directory);
    }

    @Test
    @Tag("long")
    void what_a_program_that_was_killed_many_times_confirmed_is_in_its_file(@TempDir Path directory) throws Exception {
        killPrograms(25, directory);
    }

    @Test
    void what_a_killed_program_confirmed_is_in_postgres(PostgresServer server) throws Exception {
        killPrograms(2, server);
    }

    @Test
    @Tag("long")
    void what_a_program_that_was_killed_many_times_confirmed_is_in_postgres(PostgresServer server) throws Exception {
        killPrograms(15, server);
    }

    @Test
    void what_was_confirmed_survives_a_killed_postgres(@TempDir Path directory) throws Exception {
        killServers(1, directory);
    }

    @Test
    @Tag("long")
    void what_was_confirmed_survives_a_postgres_that_was_killed_many_times(@TempDir Path directory) throws Exception {
        killServers(10, directory);
    }

    private void killPrograms(int times, Path directory) throws Exception {
        Path file = directory.resolve("mynah.db");
        for (int i = 0; i < times; i++) {
            try (ChildProgram program = ChildProgram.writingPairs(Engine.SQLITE, file.toString(), "p" + i)) {
                program.awaitLines(1 + random.nextInt(3_000));
                confirmed.addAll(program.kill());
            }
            check(() -> SqliteDatabase.open(
                    file,
                    SqliteDatabase.Options.DEFAULT,
                    Thread.ofPlatform().daemon().factory(),
                    InstantSource.system(),
                    StorageEvents.NONE));
        }
    }

    private void killPrograms(int times, PostgresServer server) throws Exception {
        var address = server.newDatabase();
        for (int i = 0; i < times; i++) {
            try (ChildProgram program = ChildProgram.writingPairs(Engine.POSTGRES, address.url(), "p" + i)) {
                program.awaitLines(1 + random.nextInt(3_000));
                confirmed.addAll(program.kill());
            }
            check(() -> postgres(address));
        }
    }

    private void killServers(int times, Path directory) throws Exception {
        try (KillablePostgres server = new KillablePostgres(directory.resolve("postgres"))) {
            for (int i = 0; i < times; i++) {
                String url = server.address().url();
                try (ChildProgram program = ChildProgram.writingPairs(Engine.POSTGRES, url, "s" + i)) {
                    program.awaitLines(1 + random.nextInt(1_000));
                    server.kill();
                    server.startAgain();
                    program.awaitLines(1); // it goes on without having been started again
                    confirmed.addAll(program.kill());
                }
                check(() -> postgres(server.address()));
            }
        }
    }

    private static Database postgres(dev.mynah.storage.postgres.Address address) {
        return PostgresDatabase.open(
                address, Thread.ofPlatform().daemon().factory(), InstantSource.system(), StorageEvents.NONE);
    }

    private void check(Supplier<Database> restarted) {
        try (Database database = restarted.get()) {
            List<String> half = database.read(
                    handle -> handle.createQuery("SELECT name FROM test_pair GROUP BY name HAVING count(*) <> 2")
                            .mapTo(String.class)
                            .list());
            Set<String> stored =
                    database.read(handle -> new HashSet<>(handle.createQuery("SELECT DISTINCT name FROM test_pair")
                            .mapTo(String.class)
                            .list()));

            assertThat(half).as("stored by half").isEmpty();
            assertThat(confirmed).isNotEmpty();
            assertThat(confirmed.stream().filter(name -> !stored.contains(name)))
                    .as("confirmed and lost, of %d", confirmed.size())
                    .isEmpty();
        }
    }
}
