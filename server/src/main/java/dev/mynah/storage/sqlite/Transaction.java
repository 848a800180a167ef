package dev.mynah.storage.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** The statements around changes on the writer's connection, prepared once. Confined to the writer's thread. */
final class Transaction implements AutoCloseable {
    private final PreparedStatement begin;
    private final PreparedStatement commit;
    private final PreparedStatement rollback;
    private final PreparedStatement savepoint;
    private final PreparedStatement release;
    private final PreparedStatement undo;

    Transaction(Connection connection) throws SQLException {
        this.begin = connection.prepareStatement("BEGIN IMMEDIATE");
        this.commit = connection.prepareStatement("COMMIT");
        this.rollback = connection.prepareStatement("ROLLBACK");
        this.savepoint = connection.prepareStatement("SAVEPOINT change");
        this.release = connection.prepareStatement("RELEASE change");
        this.undo = connection.prepareStatement("ROLLBACK TO change");
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
        for (PreparedStatement statement :
                new PreparedStatement[] {begin, commit, rollback, savepoint, release, undo}) {
            statement.close();
        }
    }
}
