package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.storage.sql.Database;
import dev.mynah.storage.testing.ChildProgram;
import dev.mynah.storage.testing.Engine;
import dev.mynah.storage.testing.PostgresServer;
import dev.mynah.storage.testing.SharedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Another program stores pairs of rows from many threads as fast as it can, while a backup is written. */
@ExtendWith(SharedPostgres.class)
class BackupUnderLoadTest {
    @TempDir
    private Path home;

    @ParameterizedTest
    @EnumSource
    void a_backup_holds_one_state_with_all_that_was_confirmed_before_and_stops_nobody(
            Engine engine, PostgresServer server) throws Exception {
        Site site = new Site(home, "here", engine, server);
        Files.createDirectory(site.data());
        Set<String> before;
        try (ChildProgram writing = ChildProgram.writingPairs(engine, site.place(), "p")) {
            writing.awaitLines(1_500);
            before = writing.printed();

            assertThat(site.backup("mynah.backup")).as(site.printed()).isZero();

            writing.awaitLines(100);
            writing.kill();
        }
        Site other = new Site(home, "there", engine, server);
        assertThat(other.restore("mynah.backup")).as(other.printed()).isZero();

        try (Database restored = other.open()) {
            List<String> half = restored.read(
                    handle -> handle.createQuery("SELECT name FROM test_pair GROUP BY name HAVING count(*) <> 2")
                            .mapTo(String.class)
                            .list());
            Set<String> stored =
                    restored.read(handle -> new HashSet<>(handle.createQuery("SELECT DISTINCT name FROM test_pair")
                            .mapTo(String.class)
                            .list()));
            assertThat(half).isEmpty();
            assertThat(stored).containsAll(before);
        }
    }
}
