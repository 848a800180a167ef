package dev.mynah.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MasterKeySourceTest {
    private final SecureRandom random = new SecureRandom();
    private final KeptWitness witness = new KeptWitness();
    private final Path directory;
    private final Path path;

    MasterKeySourceTest(@TempDir Path data) {
        directory = data.resolve("keys");
        path = directory.resolve("master.key");
    }

    @Test
    void the_first_start_makes_a_key_only_its_owner_may_read_and_the_next_start_finds_it() throws Exception {
        MasterKeys made = source(null).keys(witness, random);
        assertThat(permissions(path)).isEqualTo("rw-------");
        assertThat(permissions(directory)).isEqualTo("rwx------");
        assertThat(source(null).keys(witness, random)).isEqualTo(made);
    }

    @Test
    void a_key_in_the_environment_is_used_and_nothing_is_written() throws Exception {
        String key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
        MasterKeys keys = source(key).keys(witness, random);
        assertThat(keys.current().bytes()).startsWith(0, 1, 2, 3).hasSize(32);
        assertThat(path).doesNotExist();
    }

    @Test
    void a_file_others_may_read_is_refused_with_the_command_that_helps() throws Exception {
        source(null).keys(witness, random);
        for (String open : List.of("rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(open));
            assertThatThrownBy(() -> source(null).keys(witness, random))
                    .isInstanceOf(MasterKeyException.class)
                    .hasMessageContaining("chmod 600 " + path);
        }
    }

    @Test
    void a_missing_key_stops_the_start_when_something_was_sealed_with_it() throws Exception {
        MasterKeys lost = source(null).keys(witness, random);
        Files.delete(path);
        assertThatThrownBy(() -> source(null).keys(witness, random))
                .isInstanceOf(MasterKeyException.class)
                .hasMessageContaining(path.toString())
                .hasMessageContaining("is missing")
                .hasMessageContaining(lost.current().id())
                .hasMessageContaining("MYNAH_MASTER_KEY");
        assertThat(path).doesNotExist();
    }

    @Test
    void the_key_of_another_database_stops_the_start() throws Exception {
        MasterKeys right = source(null).keys(witness, random);
        Files.delete(path);
        KeyFile file = new KeyFile(path);
        MasterKeys wrong = file.create(random);
        assertThatThrownBy(() -> source(null).keys(witness, random))
                .hasMessageContaining(wrong.current().id())
                .hasMessageContaining(right.current().id());
    }

    @Test
    void after_a_new_key_was_put_first_the_old_one_can_go() throws Exception {
        MasterKeys old = source(null).keys(witness, random);
        MasterKeys both = old.behind(MasterKeys.fresh(random).current());
        new KeyFile(path).replace(both);
        assertThat(source(null).keys(witness, random)).isEqualTo(both);
        new KeyFile(path).replace(new MasterKeys(both.keys().subList(0, 1)));
        assertThat(source(null).keys(witness, random).current()).isEqualTo(both.current());
        assertThat(permissions(path)).isEqualTo("rw-------");
    }

    @Test
    void a_named_file_must_exist() {
        assertThatThrownBy(() -> new MasterKeySource("", new KeyFile(path), true).keys(witness, random))
                .hasMessageContaining("secrets.key-file")
                .hasMessageContaining("openssl rand");
        assertThat(path).doesNotExist();
    }

    @Test
    void what_is_no_key_is_refused_without_being_repeated() {
        for (String text : List.of("hunter2", "AAAA", "# only a remark", "0".repeat(64), "zz".repeat(32))) {
            assertThatThrownBy(() -> source(text).keys(witness, random))
                    .isInstanceOf(MasterKeyException.class)
                    .hasMessageContaining("MYNAH_MASTER_KEY")
                    .hasMessageNotContaining(text);
        }
    }

    @Test
    void two_first_starts_at_once_agree_on_one_key() throws Exception {
        try (var pool = Executors.newFixedThreadPool(8)) {
            CyclicBarrier together = new CyclicBarrier(8);
            List<Callable<MasterKeys>> starts = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                starts.add(() -> {
                    together.await();
                    return source(null).keys(witness, random);
                });
            }
            List<MasterKeys> found = new ArrayList<>();
            for (Future<MasterKeys> start : pool.invokeAll(starts)) {
                found.add(start.get());
            }
            assertThat(found).containsOnly(found.getFirst());
        }
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void no_key_shows_in_text() {
        MasterKeys keys = MasterKeys.fresh(random);
        String secret = keys.text().lines().reduce((first, second) -> second).orElseThrow();
        assertThat(keys.toString() + keys.current() + new PurposeKeys(keys).claim("a.b"))
                .doesNotContain(secret)
                .contains(keys.current().id());
    }

    private MasterKeySource source(@Nullable String variable) {
        return new MasterKeySource(variable, new KeyFile(path), false);
    }

    private static String permissions(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private static final class KeptWitness implements KeyWitness {
        private @Nullable String value;

        @Override
        public synchronized Optional<String> sealed() {
            return Optional.ofNullable(value);
        }

        @Override
        public synchronized void keep(String sealed) {
            value = sealed;
        }

        @Override
        public synchronized String keepFirst(String sealed) {
            value = value == null ? sealed : value;
            return value;
        }
    }
}
