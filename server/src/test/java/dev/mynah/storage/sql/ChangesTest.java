package dev.mynah.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.storage.StorageException;
import dev.mynah.storage.StorageException.Reason;
import dev.mynah.storage.testing.OnEveryDatabase;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class ChangesTest {
    private final Sql sql;

    ChangesTest(Sql sql) {
        this.sql = sql;
    }

    @Test
    void a_change_is_there_when_it_returns() {
        sql.run(() -> {
            put("a", "1");
            put("b", "2");
        });

        assertThat(names()).containsExactly("a", "b");
    }

    @Test
    void a_change_that_throws_leaves_nothing_and_its_own_exception_is_told() {
        var reason = new IllegalArgumentException("no");

        assertThatThrownBy(() -> sql.run(() -> {
                    put("a", "1");
                    throw reason;
                }))
                .isSameAs(reason);

        assertThat(names()).isEmpty();
    }

    @Test
    void a_change_sees_what_it_has_done_and_others_do_not_before_it_ends() {
        sql.run(() -> {
            put("a", "1");
            assertThat(names()).containsExactly("a");
            assertThat(elsewhere(this::names)).isEmpty();
        });
    }

    @Test
    void a_nested_change_goes_with_the_one_around_it() {
        assertThatThrownBy(() -> sql.run(() -> {
                    sql.run(() -> put("a", "1"));
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(names()).isEmpty();
    }

    @Test
    void a_nested_change_that_throws_is_undone_alone() {
        sql.run(() -> {
            put("a", "1");
            assertThatThrownBy(() -> sql.run(() -> {
                        put("b", "2");
                        put("a", "taken");
                    }))
                    .isInstanceOf(StorageException.class);
            put("c", "3");
        });

        assertThat(names()).containsExactly("a", "c");
    }

    @Test
    void a_failure_that_is_swallowed_still_fails_the_change() {
        assertThatThrownBy(() -> sql.run(() -> {
                    put("a", "1");
                    try {
                        put("a", "2");
                    } catch (StorageException swallowed) {
                        // as a careless feature would
                    }
                }))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DUPLICATE));

        assertThat(names()).isEmpty();
    }

    @Test
    void a_taken_unique_value_is_a_duplicate() {
        put("a", "1");

        assertThatThrownBy(() -> put("a", "2"))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.reason()).isEqualTo(Reason.DUPLICATE));
    }

    @Test
    void one_failing_change_among_many_at_once_fails_alone() throws Exception {
        List<Callable<Boolean>> works = IntStream.range(0, 200)
                .<Callable<Boolean>>mapToObj(i -> () -> {
                    sql.run(() -> {
                        put("n" + i, "1");
                        if (i % 7 == 0) {
                            throw new IllegalArgumentException("no");
                        }
                    });
                    return true;
                })
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> done = threads.invokeAll(works);
            for (int i = 0; i < done.size(); i++) {
                assertThat(done.get(i).state()).isEqualTo(i % 7 == 0 ? Future.State.FAILED : Future.State.SUCCESS);
            }
        }

        assertThat(names()).hasSize(200 - 29);
    }

    @Test
    void changes_at_once_behave_as_if_one_after_the_other() throws Exception {
        put("counter", "0");
        Callable<Boolean> increment = () -> sql.change(() -> {
            int value = Integer.parseInt(value("counter"));
            sql.update(handle -> handle.createUpdate("UPDATE setting SET value = :value WHERE name = 'counter'")
                    .bind("value", String.valueOf(value + 1))
                    .execute());
            return true;
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> one : threads.invokeAll(java.util.Collections.nCopies(60, increment))) {
                assertThat(one.get()).isTrue();
            }
        }

        assertThat(value("counter")).isEqualTo("60");
    }

    @Test
    void a_defect_of_a_statement_is_broken() {
        assertThatThrownBy(() -> sql.read(handle -> handle.createQuery("SELECT nothing FROM nowhere")
                        .mapTo(int.class)
                        .one()))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BROKEN));
        assertThat(names()).isEmpty();
    }

    @Test
    void a_read_inside_a_read_is_part_of_it() {
        int deep = sql.read(a -> sql.read(b -> sql.read(c -> sql.read(d -> sql.read(e -> 5)))));

        assertThat(deep).isEqualTo(5);
    }

    private void put(String name, String value) {
        sql.update(handle -> handle.createUpdate("INSERT INTO setting (name, value, version) VALUES (:name, :value, 1)")
                .bind("name", name)
                .bind("value", value)
                .execute());
    }

    private String value(String name) {
        return sql.read(handle -> handle.createQuery("SELECT value FROM setting WHERE name = :name")
                .bind("name", name)
                .mapTo(String.class)
                .one());
    }

    private List<String> names() {
        return sql.read(handle -> handle.createQuery("SELECT name FROM setting ORDER BY name")
                .mapTo(String.class)
                .list());
    }

    private static <T> T elsewhere(Callable<T> work) {
        try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            return thread.submit(work).get();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
