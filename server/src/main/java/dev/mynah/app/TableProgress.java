package dev.mynah.app;

import dev.mynah.storage.sql.DatabaseCopy;
import java.io.PrintStream;

/** Prints how far a copy is; that a table is empty is no news. */
record TableProgress(PrintStream out) implements DatabaseCopy.Progress {
    @Override
    public void copied(String table, long rows) {
        if (rows > 0) {
            out.printf("  %-32s %,12d %s%n", table, rows, rows == 1 ? "row" : "rows");
        }
    }
}
