package dev.mynah.app;

import dev.mynah.storage.sql.DatabaseCopy;
import java.io.PrintStream;

/** Prints how far a copy is. */
record TableProgress(PrintStream out) implements DatabaseCopy.Progress {
    @Override
    public void copied(String table, long rows) {
        out.printf("  %-32s %,12d rows%n", table, rows);
    }
}
