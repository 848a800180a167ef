package dev.mynah.benchmarks;

import dev.mynah.storage.StorageEvents;
import dev.mynah.storage.postgres.Address;
import dev.mynah.storage.postgres.PostgresDatabase;
import dev.mynah.storage.sql.Database;
import dev.mynah.storage.sqlite.SqliteDatabase;
import dev.mynah.support.TemporaryDirectory;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Measures how fast changes are stored and read by many callers, each on a virtual thread that waits until its change is
 * durable. The PostgreSQL is the one at the URL in {@code MYNAH_BENCH_POSTGRES}; without it only SQLite is measured.
 */
final class StorageFigures {
    private static final int RUNS = 5;
    private static final long RUN_NANOS = 2_000_000_000L;

    private final PrintStream out;
    private final String title;
    private final Database database;
    private final AtomicLong ids = new AtomicLong();

    private StorageFigures(PrintStream out, String title, Database database) {
        this.out = out;
        this.title = title;
        this.database = database;
    }

    /** Measures everything and prints a table. */
    static void run(@Nullable String postgres, PrintStream out) throws IOException {
        ThreadFactory threads =
                Thread.ofPlatform().daemon().name("database-", 0).factory();
        out.println("| database | work | per second: min | median | max | ms: median | 99 % |");
        out.println("|---|---|---:|---:|---:|---:|---:|");
        for (SqliteDatabase.Synchronous synchronous : SqliteDatabase.Synchronous.values()) {
            try (TemporaryDirectory directory = TemporaryDirectory.makeIn(Path.of("."), ".storage-");
                    Database database = SqliteDatabase.open(
                            directory.path().resolve("bench.db"),
                            new SqliteDatabase.Options(4_096, 256, synchronous),
                            threads,
                            InstantSource.system(),
                            StorageEvents.NONE)) {
                new StorageFigures(out, "SQLite " + synchronous, database).all();
            }
        }
        if (postgres != null) {
            try (Database database = PostgresDatabase.open(
                    new Address(postgres, "", ""), threads, InstantSource.system(), StorageEvents.NONE)) {
                new StorageFigures(out, "PostgreSQL", database).all();
            }
        }
    }

    private void all() {
        database.update(handle -> {
            handle.execute("DROP TABLE IF EXISTS bench");
            handle.execute("CREATE TABLE bench (id BIGINT PRIMARY KEY, name TEXT NOT NULL, amount BIGINT NOT NULL)");
        });
        for (int writers : new int[] {1, 16, 256}) {
            measure("changes of 1 row, %d at once".formatted(writers), writers, 1, () -> insert(1));
        }
        measure("rows in changes of 10, 16 at once", 16, 10, () -> insert(10));
        measure("rows in changes of 100, 16 at once", 16, 100, () -> insert(100));
        measure("reads of 1 row, 1 at once", 1, 1, this::read);
        measure("reads of 1 row, 16 at once", 16, 1, this::read);
        AtomicBoolean stopped = new AtomicBoolean();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < 16; writer++) {
                writers.execute(() -> {
                    while (!stopped.get()) {
                        insert(1);
                    }
                });
            }
            measure("reads of 1 row, 1 at once, beside 16 writers", 1, 1, this::read);
            stopped.set(true);
        }
        database.update(handle -> handle.execute("DROP TABLE bench"));
    }

    private void insert(int rows) {
        database.update(handle -> {
            for (int row = 0; row < rows; row++) {
                insert(handle, ids.incrementAndGet());
            }
        });
    }

    private static void insert(Handle handle, long id) {
        handle.createUpdate("INSERT INTO bench (id, name, amount) VALUES (:id, :name, :amount)")
                .bind("id", id)
                .bind("name", "a name of ordinary length")
                .bind("amount", id % 1_000)
                .execute();
    }

    private void read() {
        long newest = Math.max(1, ids.get());
        long id = 1 + Math.floorMod(newest * 2_654_435_761L + System.nanoTime(), newest);
        database.read(handle -> handle.createQuery("SELECT amount FROM bench WHERE id = :id")
                .bind("id", id)
                .mapTo(long.class)
                .findOne());
    }

    private void measure(String what, int callers, int each, Runnable work) {
        run(callers, work); // warms up
        double[] rates = new double[RUNS];
        var waits = new ArrayList<Long>();
        for (int run = 0; run < RUNS; run++) {
            long begun = System.nanoTime();
            List<Long> taken = run(callers, work);
            rates[run] = taken.size() * (double) each / ((System.nanoTime() - begun) / 1e9);
            waits.addAll(taken);
        }
        Arrays.sort(rates);
        waits.sort(null);
        out.printf(
                "| %s | %s | %,.0f | %,.0f | %,.0f | %.2f | %.2f |%n",
                title,
                what,
                rates[0],
                rates[RUNS / 2],
                rates[RUNS - 1],
                waits.get(waits.size() / 2) / 1e6,
                waits.get((int) (waits.size() * 0.99)) / 1e6);
    }

    /** How long each piece of work took, in nanoseconds. */
    private static List<Long> run(int callers, Runnable work) {
        var all = new ArrayList<List<Long>>();
        long end = System.nanoTime() + RUN_NANOS;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < callers; caller++) {
                var taken = new ArrayList<Long>();
                all.add(taken);
                threads.execute(() -> {
                    for (long begun = System.nanoTime(); begun < end; begun = System.nanoTime()) {
                        work.run();
                        taken.add(System.nanoTime() - begun);
                    }
                });
            }
        }
        return all.stream().flatMap(List::stream).toList();
    }
}
