package dev.mynah.storage.sqlite;

import dev.mynah.storage.sql.Tables;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** SQLite's tables. */
final class SqliteTables implements Tables {
    @Override
    public void beginSnapshot(Connection connection) throws SQLException {
        execute(connection, "PRAGMA query_only = ON");
        connection.setAutoCommit(false);
        // The state is fixed by the first read, not by the beginning.
        names(connection);
    }

    @Override
    public List<String> names(Connection connection) throws SQLException {
        // Shadow tables belong to virtual ones, such as full-text indexes, which triggers fill again.
        return texts(
                connection,
                "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
                        + " AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND name <> 'schema_history' ORDER BY name");
    }

    @Override
    public List<String> columns(Connection connection, String table) throws SQLException {
        return texts(connection, "SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0 ORDER BY cid", table);
    }

    @Override
    public Map<String, Long> counters(Connection connection) throws SQLException {
        var counters = new TreeMap<String, Long>();
        if (!numbering(connection)) {
            return counters;
        }
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name, seq FROM sqlite_sequence")) {
            while (rows.next()) {
                counters.put(rows.getString(1), rows.getLong(2));
            }
        }
        return counters;
    }

    @Override
    public void beginLoad(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        execute(connection, "PRAGMA defer_foreign_keys = ON");
    }

    @Override
    public void endLoad(Connection connection, Map<String, Long> counters) throws SQLException {
        if (numbering(connection)) {
            for (Map.Entry<String, Long> counter : counters.entrySet()) {
                number(connection, counter.getKey(), counter.getValue());
            }
        }
        try (Statement statement = connection.createStatement();
                ResultSet dangling = statement.executeQuery("PRAGMA foreign_key_check")) {
            if (dangling.next()) {
                throw new SQLException("A row of %s refers to one of %s that is not there"
                        .formatted(dangling.getString(1), dangling.getString(3)));
            }
        }
    }

    private static void number(Connection connection, String table, long last) throws SQLException {
        try (PreparedStatement forget = connection.prepareStatement("DELETE FROM sqlite_sequence WHERE name = ?");
                PreparedStatement note =
                        connection.prepareStatement("INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)")) {
            forget.setString(1, table);
            forget.execute();
            note.setString(1, table);
            note.setLong(2, last);
            note.execute();
        }
    }

    /** Whether any table numbers its rows; only then is there SQLite's own table for that. */
    private static boolean numbering(Connection connection) throws SQLException {
        return !texts(connection, "SELECT name FROM sqlite_master WHERE name = 'sqlite_sequence'")
                .isEmpty();
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> texts(Connection connection, String sql, String... parameters) throws SQLException {
        var texts = new ArrayList<String>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
        }
        return texts;
    }
}
