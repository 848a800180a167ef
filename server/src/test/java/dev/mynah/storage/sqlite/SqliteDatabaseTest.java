package dev.mynah.storage.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.storage.NewerDatabaseException;
import dev.mynah.storage.StorageEvents;
import dev.mynah.storage.StorageException;
import dev.mynah.storage.StorageException.Reason;
import dev.mynah.storage.testing.Until;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only the engine with one writer has: its queue, its batches, its file. */
class SqliteDatabaseTest {
    private static final SqliteDatabase.Options SMALL_QUEUE =
            new SqliteDatabase.Options(3, 256, SqliteDatabase.Synchronous.FULL);

    private final Path directory;
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final Counted events = new Counted();
    private final List<SqliteDatabase> opened = new ArrayList<>();

    SqliteDatabaseTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void release() {
        goOn.countDown();
        opened.forEach(SqliteDatabase::close);
        callers.close();
    }

    @Test
    void changes_that_waited_together_are_stored_together() throws Exception {
        SqliteDatabase database = open(SqliteDatabase.Options.DEFAULT);
        Future<?> first = occupyWriter(database);
        List<Future<?>> others = queue(database, 50);

        goOn.countDown();

        first.get();
        for (Future<?> other : others) {
            other.get();
        }
        assertThat(events.batches).containsExactly(1, 50);
    }

    @Test
    void a_full_queue_refuses_by_name_and_counts_it() throws Exception {
        SqliteDatabase database = open(SMALL_QUEUE);
        occupyWriter(database);
        List<Future<?>> waiting = queue(database, 3);

        assertThatThrownBy(() -> put(database, "one-more"))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.reason()).isEqualTo(Reason.FULL))
                .hasMessageContaining("Too many changes wait");
        assertThat(events.failures).containsExactly(Reason.FULL);

        goOn.countDown();
        for (Future<?> one : waiting) {
            one.get();
        }
        put(database, "one-more");
        assertThat(count(database)).isEqualTo(4);
    }

    @Test
    void closing_stores_everything_that_was_accepted_and_refuses_what_comes_later() throws Exception {
        SqliteDatabase database = open(SqliteDatabase.Options.DEFAULT);
        occupyWriter(database);
        List<Future<?>> accepted = queue(database, 20);
        Future<?> closing = callers.submit(database::close);
        untilRefused(database);

        goOn.countDown();

        closing.get();
        for (Future<?> one : accepted) {
            one.get();
        }
        SqliteDatabase again = open(SqliteDatabase.Options.DEFAULT);
        assertThat(count(again)).isEqualTo(20);
        again.close();
        assertThat(directory.resolve("mynah.db-wal")).doesNotExist();
    }

    @Test
    void an_interrupted_caller_learns_the_outcome_and_stays_interrupted() throws Exception {
        SqliteDatabase database = open(SqliteDatabase.Options.DEFAULT);
        occupyWriter(database);
        var interrupted = new CopyOnWriteArrayList<Boolean>();
        Thread caller = Thread.ofVirtual().start(() -> {
            put(database, "mine");
            interrupted.add(Thread.currentThread().isInterrupted());
        });
        Until.so("it waits", () -> database.waiting() == 2);

        caller.interrupt();
        goOn.countDown();
        caller.join();

        assertThat(interrupted).containsExactly(true);
        assertThat(count(database)).isEqualTo(1);
    }

    @Test
    void an_error_of_the_work_reaches_its_caller_and_the_writer_goes_on() {
        SqliteDatabase database = open(SqliteDatabase.Options.DEFAULT);
        assertThatThrownBy(() -> database.run(() -> {
                    throw new StackOverflowError("too deep");
                }))
                .isInstanceOf(StackOverflowError.class);
        put(database, "after");
        assertThat(count(database)).isEqualTo(1);
    }

    @Test
    void reads_go_on_while_a_change_is_in_progress_and_cannot_write() throws Exception {
        SqliteDatabase database = open(SqliteDatabase.Options.DEFAULT);
        occupyWriter(database);

        assertThat(count(database)).isZero();
        assertThatThrownBy(() -> database.read(handle -> handle.execute("DELETE FROM test_pair")))
                .isInstanceOf(StorageException.class);
    }

    @Test
    void a_database_of_a_newer_version_is_refused_and_left_alone() throws Exception {
        SqliteDatabase database = open(SqliteDatabase.Options.DEFAULT);
        database.update(handle -> handle.execute("INSERT INTO schema_history (installed_rank, version, description,"
                + " type, script, installed_by, execution_time, success)"
                + " VALUES (99, '99999', 'later', 'SQL', 'V99999__later.sql', '', 0, 1)"));
        database.close();
        byte[] before = Files.readAllBytes(directory.resolve("mynah.db"));

        assertThatThrownBy(() -> open(SqliteDatabase.Options.DEFAULT))
                .isInstanceOf(NewerDatabaseException.class)
                .hasMessageContaining("written by a newer version of Mynah (its form is 99999")
                .hasMessageContaining("Run that version, or restore a backup");
        assertThat(directory.resolve("mynah.db")).hasBinaryContent(before);
    }

    @Test
    void what_is_no_database_is_refused_in_a_sentence() throws Exception {
        Files.writeString(directory.resolve("mynah.db"), "a shopping list that is long enough to be looked at");

        assertThatThrownBy(() -> open(SqliteDatabase.Options.DEFAULT))
                .isInstanceOfSatisfying(
                        StorageException.class, e -> assertThat(e.reason()).isEqualTo(Reason.BROKEN))
                .hasMessageContaining("file is not a database");
    }

    private SqliteDatabase open(SqliteDatabase.Options options) {
        SqliteDatabase database = SqliteDatabase.open(
                directory.resolve("mynah.db"),
                options,
                Thread.ofPlatform().daemon().factory(),
                InstantSource.system(),
                events);
        opened.add(database);
        return database;
    }

    /** Keeps the writer busy with a change of its own until it may go on. */
    private Future<?> occupyWriter(SqliteDatabase database) throws InterruptedException {
        var begun = new CountDownLatch(1);
        Future<?> change = callers.submit(() -> database.run(() -> {
            begun.countDown();
            awaitGoOn();
        }));
        begun.await();
        return change;
    }

    private void awaitGoOn() {
        try {
            goOn.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Future<?>> queue(SqliteDatabase database, int changes) {
        var queued = new ArrayList<Future<?>>();
        for (int i = 0; i < changes; i++) {
            String name = "queued-" + i;
            queued.add(callers.submit(() -> put(database, name)));
        }
        Until.so("they wait", () -> database.waiting() == changes + 1);
        return queued;
    }

    /** Waits until changes are refused. Those tried before wait with the others and change nothing. */
    private void untilRefused(SqliteDatabase database) {
        var refused = new CountDownLatch(1);
        Until.so("changes are refused", () -> {
            callers.submit(() -> noteRefusal(database, refused));
            return refused.getCount() == 0;
        });
    }

    private static void noteRefusal(SqliteDatabase database, CountDownLatch refused) {
        try {
            database.run(() -> {});
        } catch (StorageException closed) {
            if (closed.reason() == Reason.UNAVAILABLE) {
                refused.countDown();
            }
        }
    }

    private static void put(SqliteDatabase database, String name) {
        database.update(handle -> handle.execute("INSERT INTO test_pair (name, half) VALUES (?, 0)", name));
    }

    private static int count(SqliteDatabase database) {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM test_pair")
                .mapTo(int.class)
                .one());
    }

    private static final class Counted implements StorageEvents {
        private final List<Integer> batches = new CopyOnWriteArrayList<>();
        private final List<Reason> failures = new CopyOnWriteArrayList<>();

        @Override
        public void committed(int changes, Duration took) {
            batches.add(changes);
        }

        @Override
        public void failed(Reason reason) {
            failures.add(reason);
        }

        @Override
        public void repeated() {}
    }
}
