package dev.mynah.storage.postgres;

import dev.mynah.storage.StorageException.Reason;
import dev.mynah.storage.sql.Failures;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL's SQLSTATEs mean; they are listed in appendix A of its manual. */
final class PostgresFailures {
    static final Failures FAILURES = new Failures(PostgresFailures::reason);

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String READ_ONLY_TRANSACTION = "25006"; // a standby, which may soon be replaced
    private static final String QUERY_CANCELED = "57014";
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01"); // serialization failure, deadlock
    private static final Set<String> NO_ROOM = Set.of("53100", "53200", "54000");

    private PostgresFailures() {}

    /** Whether the change may succeed when it is begun anew. */
    static boolean conflict(Throwable failure) {
        SQLException error = Failures.error(failure);
        return error != null && error.getSQLState() != null && CONFLICTS.contains(error.getSQLState());
    }

    private static Reason reason(SQLException error) {
        String state = error.getSQLState();
        if (error instanceof SQLTransientConnectionException || away(state)) {
            return Reason.UNAVAILABLE;
        }
        if (UNIQUE_VIOLATION.equals(state)) {
            return Reason.DUPLICATE;
        }
        return state != null && NO_ROOM.contains(state) ? Reason.FULL : Reason.BROKEN;
    }

    private static boolean away(@Nullable String state) {
        return state != null
                && (state.startsWith("08") // connection
                        || state.startsWith("57P") // it is being shut down, has crashed or is starting
                        || state.startsWith("53300") // too many connections
                        || state.startsWith("28") // it does not let us in
                        || CONFLICTS.contains(state)
                        || state.equals(READ_ONLY_TRANSACTION)
                        || state.equals(QUERY_CANCELED));
    }
}
