package dev.mynah.storage.sql;

import dev.mynah.storage.StorageException;
import dev.mynah.storage.StorageException.Reason;
import java.sql.SQLException;
import java.util.function.Function;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/** Says what an engine's errors mean. Immutable. */
public final class Failures {
    private final Function<SQLException, Reason> reasons;

    /** @param reasons what the engine means by an error */
    public Failures(Function<SQLException, Reason> reasons) {
        this.reasons = reasons;
    }

    /** The failure to tell the caller: errors of the database become storage exceptions, all others stay what they are. */
    public RuntimeException translated(RuntimeException failure) {
        SQLException error = error(failure);
        if (error != null) {
            return of(error);
        }
        // No SQL error behind it: a row too many or too few, a column that is missing, a value that does not fit.
        return failure instanceof JdbiException
                ? new StorageException(Reason.BROKEN, String.valueOf(failure.getMessage()), failure)
                : failure;
    }

    public StorageException of(SQLException error) {
        Reason reason = reasons.apply(error);
        String sentence =
                switch (reason) {
                    case UNAVAILABLE -> "The database does not answer";
                    case FULL -> "There is no room left for the database";
                    case DUPLICATE -> "A value that must be unique is taken";
                    case BROKEN -> "The database refused";
                };
        return new StorageException(reason, sentence + ": " + error.getMessage(), error);
    }

    /** The error of the database behind a failure; null when there is none. */
    public static @Nullable SQLException error(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException error) {
                return error;
            }
        }
        return null;
    }
}
