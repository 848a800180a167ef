package dev.mynah.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.mynah.storage.StorageEvents;
import dev.mynah.storage.StorageException;
import dev.mynah.storage.StorageException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that really is full: a file system in memory of a few megabytes, which only root may mount. */
class FullDiskTest {
    private static final int WRITERS = 16;
    private static final String FILLING = "x".repeat(20_000);

    private final Path disk;
    private final Set<String> confirmed = ConcurrentHashMap.newKeySet();
    private boolean mounted;

    FullDiskTest(@TempDir Path disk) {
        this.disk = disk;
    }

    @BeforeEach
    void mount() throws Exception {
        mounted = run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk.toString());
        assumeThat(mounted)
                .as("a small disk can be mounted here, which takes root")
                .isTrue();
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted) {
            assertThat(run("umount", disk.toString())).isTrue();
        }
    }

    @Test
    void a_full_disk_fails_changes_by_name_keeps_what_was_confirmed_and_is_forgotten_once_there_is_room()
            throws Exception {
        Path ballast = Files.write(disk.resolve("ballast"), new byte[1 << 20]);
        try (SqliteDatabase database = open()) {
            fillFromManyThreads(database);
            assertThat(confirmed).isNotEmpty();
            assertThat(pairs(database))
                    .as("confirmed, nothing else and nothing half")
                    .isEqualTo(confirmed);

            Files.delete(ballast);

            write(database, "after");
            assertThat(pairs(database)).contains("after").containsAll(confirmed);
        }
        try (SqliteDatabase restarted = open()) {
            assertThat(pairs(restarted)).containsAll(confirmed);
            List<String> check = restarted.read(handle -> handle.createQuery("PRAGMA integrity_check")
                    .mapTo(String.class)
                    .list());
            assertThat(check).containsExactly("ok");
        }
    }

    @Test
    void a_change_that_is_too_big_fails_alone() throws Exception {
        try (SqliteDatabase database = open();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> big = threads.submit(() -> database.run(() -> {
                for (int i = 0; i < 1_000; i++) {
                    insert(database, "big-" + i, 0);
                }
            }));
            var small = new ArrayList<Future<?>>();
            for (int i = 0; i < 20; i++) {
                String name = "small-" + i;
                small.add(threads.submit(() -> write(database, name)));
            }
            for (Future<?> one : small) {
                one.get();
            }
            assertThat(big).failsWithin(java.time.Duration.ofMinutes(1));
            assertThat(pairs(database)).hasSize(20).allMatch(name -> name.startsWith("small-"));
        }
    }

    private void fillFromManyThreads(SqliteDatabase database) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writers = new ArrayList<Future<StorageException>>();
            for (int writer = 0; writer < WRITERS; writer++) {
                String prefix = "w" + writer + "-";
                writers.add(threads.submit(() -> untilFull(database, prefix)));
            }
            for (Future<StorageException> writer : writers) {
                assertThat(writer.get().reason())
                        .as("%s", writer.get().getCause())
                        .isEqualTo(Reason.FULL);
            }
        }
    }

    private StorageException untilFull(SqliteDatabase database, String prefix) {
        for (int i = 0; ; i++) {
            try {
                write(database, prefix + i);
                confirmed.add(prefix + i);
            } catch (StorageException full) {
                return full;
            }
        }
    }

    private static void write(SqliteDatabase database, String name) {
        database.run(() -> {
            insert(database, name, 0);
            insert(database, name, 1);
        });
    }

    private static void insert(SqliteDatabase database, String name, int half) {
        database.update(handle -> {
            handle.execute("INSERT INTO test_pair (name, half) VALUES (?, ?)", name, half);
            handle.execute("INSERT INTO test_parent (id) VALUES (?)", name + half + FILLING);
        });
    }

    private static Set<String> pairs(SqliteDatabase database) {
        List<String> half = database.read(
                handle -> handle.createQuery("SELECT name FROM test_pair GROUP BY name HAVING count(*) <> 2")
                        .mapTo(String.class)
                        .list());
        assertThat(half).isEmpty();
        return database.read(handle -> new HashSet<>(handle.createQuery("SELECT DISTINCT name FROM test_pair")
                .mapTo(String.class)
                .list()));
    }

    private SqliteDatabase open() {
        return SqliteDatabase.open(
                disk.resolve("mynah.db"),
                SqliteDatabase.Options.DEFAULT,
                Thread.ofPlatform().daemon().factory(),
                InstantSource.system(),
                StorageEvents.NONE);
    }

    private static boolean run(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }
}
