package dev.mynah.storage.sqlite;

import dev.mynah.storage.sql.Columns;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Opens connections to the file, each set up for its task. Immutable. */
final class Connections {
    private static final int BUSY_MILLIS = 5_000;
    private static final int CACHE_KIB = 4_096;
    private static final int JOURNAL_BYTES = 64 << 20;

    private final String url;
    private final SqliteDatabase.Synchronous synchronous;

    Connections(Path file, SqliteDatabase.Synchronous synchronous) {
        this.url = "jdbc:sqlite:" + file;
        this.synchronous = synchronous;
    }

    /** For the one writer; it also makes the file and its write-ahead log. */
    Handle writer() throws SQLException {
        return handle(source().getConnection());
    }

    /** For a reader, which cannot change anything. */
    Handle reader() throws SQLException {
        Handle handle = handle(source().getConnection());
        handle.execute("PRAGMA query_only = ON");
        return handle;
    }

    /** Connections for whatever else, such as migrations. */
    DataSource source() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(
                switch (synchronous) {
                    case FULL -> SQLiteConfig.SynchronousMode.FULL;
                    case NORMAL -> SQLiteConfig.SynchronousMode.NORMAL;
                });
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setCacheSize(-CACHE_KIB);
        config.setJournalSizeLimit(JOURNAL_BYTES);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl(url);
        return source;
    }

    private static Handle handle(Connection connection) {
        return Columns.taught(Jdbi.create(() -> connection)).open();
    }
}
