package dev.mynah.storage.sqlite;

import dev.mynah.storage.StorageException.Reason;
import dev.mynah.storage.sql.Failures;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite's result codes mean. */
final class SqliteFailures {
    static final Failures FAILURES = new Failures(SqliteFailures::reason);

    private SqliteFailures() {}

    private static Reason reason(SQLException error) {
        if (!(error instanceof SQLiteException sqlite)) {
            return Reason.BROKEN;
        }
        SQLiteErrorCode code = sqlite.getResultCode();
        return switch (code) {
            case SQLITE_CONSTRAINT_UNIQUE, SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_ROWID -> Reason.DUPLICATE;
            // A full disk shows as the second group where the file could not be extended by what SQLite keeps beside
            // it.
            case SQLITE_FULL,
                    SQLITE_IOERR,
                    SQLITE_IOERR_WRITE,
                    SQLITE_IOERR_FSYNC,
                    SQLITE_IOERR_DIR_FSYNC,
                    SQLITE_IOERR_TRUNCATE,
                    SQLITE_IOERR_SHMSIZE,
                    SQLITE_IOERR_SHMMAP,
                    SQLITE_IOERR_SHMOPEN,
                    SQLITE_IOERR_GETTEMPPATH -> Reason.FULL;
            case SQLITE_BUSY,
                    SQLITE_BUSY_RECOVERY,
                    SQLITE_BUSY_SNAPSHOT,
                    SQLITE_BUSY_TIMEOUT,
                    SQLITE_LOCKED,
                    SQLITE_CANTOPEN,
                    SQLITE_CANTOPEN_ISDIR,
                    SQLITE_CANTOPEN_FULLPATH -> Reason.UNAVAILABLE;
            default -> Reason.BROKEN;
        };
    }
}
