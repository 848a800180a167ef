package dev.mynah.storage.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The statements around changes on the writer's connection, prepared once. Confined to the writer's thread. */
final class Transaction implements AutoCloseable {
    private final Fixed begin;
    private final Fixed commit;
    private final Fixed rollback;
    private final Fixed savepoint;
    private final Fixed release;
    private final Fixed undo;

    Transaction(Connection connection) {
        this.begin = new Fixed(connection, "BEGIN IMMEDIATE");
        this.commit = new Fixed(connection, "COMMIT");
        this.rollback = new Fixed(connection, "ROLLBACK");
        this.savepoint = new Fixed(connection, "SAVEPOINT change");
        this.release = new Fixed(connection, "RELEASE change");
        this.undo = new Fixed(connection, "ROLLBACK TO change");
    }

    void begin() throws SQLException {
        begin.execute();
    }

    void commit() throws SQLException {
        commit.execute();
    }

    /** Ends the transaction if SQLite has not done so itself, as it does after some errors. */
    void rollback() {
        try {
            rollback.execute();
        } catch (SQLException alreadyGone) {
            // There is no transaction, which is what is wanted.
        }
    }

    void beginChange() throws SQLException {
        savepoint.execute();
    }

    void endChange() throws SQLException {
        release.execute();
    }

    /** @throws SQLException when SQLite has given up the whole transaction, the other changes included */
    void undoChange() throws SQLException {
        undo.execute();
        release.execute();
    }

    @Override
    public void close() throws SQLException {
        for (Fixed statement : new Fixed[] {begin, commit, rollback, savepoint, release, undo}) {
            statement.close();
        }
    }

    /** A statement that is always the same. The driver gives up a prepared one that failed, so it is prepared again then. */
    private static final class Fixed implements AutoCloseable {
        private final Connection connection;
        private final String sql;
        private @Nullable PreparedStatement prepared;

        private Fixed(Connection connection, String sql) {
            this.connection = connection;
            this.sql = sql;
        }

        private void execute() throws SQLException {
            PreparedStatement statement = prepared == null ? connection.prepareStatement(sql) : prepared;
            prepared = null;
            try {
                statement.execute();
                prepared = statement;
            } finally {
                if (prepared == null) {
                    statement.close();
                }
            }
        }

        @Override
        public void close() throws SQLException {
            if (prepared != null) {
                prepared.close();
            }
        }
    }
}
