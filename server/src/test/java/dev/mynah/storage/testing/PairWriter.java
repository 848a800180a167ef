package dev.mynah.storage.testing;

import dev.mynah.storage.StorageEvents;
import dev.mynah.storage.StorageException;
import dev.mynah.storage.postgres.Address;
import dev.mynah.storage.postgres.PostgresDatabase;
import dev.mynah.storage.sql.Database;
import dev.mynah.storage.sqlite.SqliteDatabase;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;

/**
 * A program that stores pairs of rows from many threads as fast as it can, and prints the name of each pair once it is
 * stored. Every seventh change fails on purpose after its first row. It goes on until it is killed.
 */
final class PairWriter {
    private static final int THREADS = 24;

    private PairWriter() {}

    /** Arguments: the engine, the file or URL, and what names begin with. */
    public static void main(String[] arguments) {
        Database database = open(Engine.valueOf(arguments[0]), arguments[1]);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int thread = 0; thread < THREADS; thread++) {
                String prefix = arguments[2] + "-" + thread + "-";
                threads.execute(() -> write(database, prefix, System.out));
            }
        }
    }

    private static Database open(Engine engine, String place) {
        ThreadFactory threads = Thread.ofPlatform().daemon().factory();
        InstantSource clock = InstantSource.system();
        return switch (engine) {
            case SQLITE ->
                SqliteDatabase.open(Path.of(place), SqliteDatabase.Options.DEFAULT, threads, clock, StorageEvents.NONE);
            case POSTGRES -> PostgresDatabase.open(new Address(place, "", ""), threads, clock, StorageEvents.NONE);
        };
    }

    private static void write(Database database, String prefix, PrintStream out) {
        for (int i = 0; !out.checkError(); i++) {
            String name = prefix + i;
            boolean fails = i % 7 == 3;
            try {
                database.run(() -> pair(database, name, fails));
                out.println(name);
            } catch (StorageException | IllegalStateException failed) {
                // On purpose, or because the server was killed: then it may be there or not, but not half.
            }
        }
    }

    private static void pair(Database database, String name, boolean fails) {
        half(database, name, 0);
        if (fails) {
            throw new IllegalStateException("on purpose");
        }
        half(database, name, 1);
    }

    private static void half(Database database, String name, int half) {
        database.update(handle -> handle.createUpdate("INSERT INTO test_pair (name, half) VALUES (:name, :half)")
                .bind("name", name)
                .bind("half", half)
                .execute());
    }
}
