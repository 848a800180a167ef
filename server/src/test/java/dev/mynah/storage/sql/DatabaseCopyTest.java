package dev.mynah.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.storage.NewerDatabaseException;
import dev.mynah.storage.StorageException;
import dev.mynah.storage.testing.Copies;
import dev.mynah.storage.testing.Engine;
import dev.mynah.storage.testing.PostgresServer;
import dev.mynah.storage.testing.SharedPostgres;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(SharedPostgres.class)
class DatabaseCopyTest {
    private static final byte[] BYTES = {0, 1, -1, 127, -128};

    private final Copies copies;
    private final TreeMap<String, ByteArrayOutputStream> parts = new TreeMap<>();

    DatabaseCopyTest(@TempDir Path directory, PostgresServer server) {
        this.copies = new Copies(directory, server);
    }

    static Stream<Arguments> fromEachToEach() {
        return Stream.of(Engine.values())
                .flatMap(from -> Stream.of(Engine.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest(name = "from {0} to {1}")
    @MethodSource("fromEachToEach")
    void everything_is_the_same_in_the_copy(Engine from, Engine to) throws Exception {
        DatabaseCopy.Contents contents;
        try (Copies.Place source = copies.place(from)) {
            try (Database database = source.open()) {
                fill(database);
            }
            contents = source.copyOut().dump(this::part, (table, rows) -> {});
        }
        assertThat(contents.rows()).containsEntry("test_parent", 3L).containsEntry("test_child", 2L);

        try (Copies.Place target = copies.place(to)) {
            target.copyIn().load(contents, this::read, (table, rows) -> {});
            try (Database database = target.open()) {
                assertThat(rows(database, "SELECT id || '<' || coalesce(above, '') FROM test_parent ORDER BY id"))
                        .containsExactly("a<b", "b<", "c\n\"'é漢😀<a");
                assertThat(
                                rows(
                                        database,
                                        "SELECT number || ' ' || parent || ' ' || amount || ' ' || truth FROM test_child ORDER BY 1"))
                        .containsExactly("1 a 9223372036854775807 1", "2 b -1 0");
                assertThat(bytes(database)).isEqualTo(BYTES);
                assertThat(share(database)).isEqualTo(0.1 + 0.2);
                assertThat(added(database))
                        .as("the number of a row that was removed is not given again")
                        .isEqualTo(4);
            }
        }
    }

    @Test
    void a_row_that_refers_to_nothing_is_not_loaded_on_either_engine() throws Exception {
        var contents = new DatabaseCopy.Contents(
                Migrations.known(), new TreeMap<>(java.util.Map.of("test_parent", 1L)), new TreeMap<>());
        for (Engine engine : Engine.values()) {
            try (Copies.Place target = copies.place(engine)) {
                assertThatThrownBy(() -> target.copyIn()
                                .load(contents, table -> text("[\"id\",\"above\"]\n[\"a\",\"gone\"]\n"), (t, n) -> {}))
                        .as(engine.title())
                        .isInstanceOf(java.sql.SQLException.class);
            }
        }
    }

    @Test
    void rows_that_break_off_or_do_not_fit_are_refused() throws Exception {
        for (String rows : List.of(
                "[\"id\",\"above\"]\n[\"a\"",
                "[\"id\",\"above\"]\n[\"a\",null,3]\n",
                "[\"id\",\"below\"]\n[\"a\",null]\n",
                "nothing",
                "[\"id\"]\n{\"a\":1}\n")) {
            var contents = new DatabaseCopy.Contents(
                    Migrations.known(), new TreeMap<>(java.util.Map.of("test_parent", 1L)), new TreeMap<>());
            try (Copies.Place target = copies.place(Engine.SQLITE)) {
                assertThatThrownBy(() -> target.copyIn().load(contents, table -> text(rows), (t, n) -> {}))
                        .as(rows)
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void a_form_that_this_program_does_not_know_or_never_had_is_refused() throws Exception {
        try (Copies.Place target = copies.place(Engine.SQLITE)) {
            var newer = new TreeSet<>(Migrations.known());
            newer.add(99_999);
            assertThatThrownBy(() -> load(target, newer))
                    .isInstanceOf(NewerDatabaseException.class)
                    .hasMessageContaining("99999");
            var strange = new TreeSet<>(Migrations.known());
            strange.removeFirst();
            assertThatThrownBy(() -> load(target, strange)).isInstanceOf(StorageException.class);
        }
    }

    private void load(Copies.Place target, SortedSet<Integer> versions) throws Exception {
        target.copyIn()
                .load(
                        new DatabaseCopy.Contents(versions, new TreeMap<>(), new TreeMap<>()),
                        this::read,
                        (table, rows) -> {});
    }

    private static void fill(Database database) {
        database.update(handle -> {
            handle.execute("INSERT INTO test_parent (id, above) VALUES ('b', NULL), ('a', 'b')");
            handle.execute("INSERT INTO test_parent (id, above) VALUES (?, 'a')", "c\n\"'é漢😀");
            handle.execute(
                    "INSERT INTO test_child (parent, amount, share, truth, bytes) VALUES ('a', ?, ?, 1, ?)",
                    Long.MAX_VALUE,
                    0.1 + 0.2,
                    BYTES);
            handle.execute("INSERT INTO test_child (parent, amount, share, truth) VALUES ('b', -1, NULL, 0)");
            handle.execute("INSERT INTO test_child (parent, amount, share, truth) VALUES ('b', 0, 1.0, 0)");
            handle.execute("DELETE FROM test_child WHERE amount = 0");
        });
    }

    private static List<String> rows(Database database, String query) {
        return database.read(
                handle -> handle.createQuery(query).mapTo(String.class).list());
    }

    private static byte[] bytes(Database database) {
        return database.read(handle -> handle.createQuery("SELECT bytes FROM test_child WHERE bytes IS NOT NULL")
                .mapTo(byte[].class)
                .one());
    }

    private static double share(Database database) {
        return database.read(handle -> handle.createQuery("SELECT share FROM test_child WHERE share IS NOT NULL")
                .mapTo(double.class)
                .one());
    }

    private static int added(Database database) {
        return database.write(handle -> handle.createQuery(
                        "INSERT INTO test_child (parent, amount, truth) VALUES ('a', 5, 1) RETURNING number")
                .mapTo(int.class)
                .one());
    }

    private ByteArrayOutputStream part(String table) {
        return parts.computeIfAbsent(table, name -> new ByteArrayOutputStream());
    }

    private ByteArrayInputStream read(String table) {
        return new ByteArrayInputStream(part(table).toByteArray());
    }

    private static ByteArrayInputStream text(String rows) {
        return new ByteArrayInputStream(rows.getBytes(StandardCharsets.UTF_8));
    }
}
