package dev.mynah.storage.postgres;

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

/** PostgreSQL's tables, those of the connection's schema. Confined to one copy. */
final class PostgresTables implements Tables {
    private final List<String> references = new ArrayList<>();

    @Override
    public void beginSnapshot(Connection connection) throws SQLException {
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
    }

    @Override
    public List<String> names(Connection connection) throws SQLException {
        return texts(
                connection,
                "SELECT relname FROM pg_class WHERE relnamespace = current_schema()::regnamespace"
                        + " AND relkind IN ('r', 'p') AND NOT relispartition AND relname <> 'schema_history'"
                        + " ORDER BY relname");
    }

    @Override
    public List<String> columns(Connection connection, String table) throws SQLException {
        return texts(
                connection,
                "SELECT column_name FROM information_schema.columns WHERE table_schema = current_schema()"
                        + " AND table_name = ? AND is_generated = 'NEVER' ORDER BY ordinal_position",
                table);
    }

    @Override
    public Map<String, Long> counters(Connection connection) throws SQLException {
        var counters = new TreeMap<String, Long>();
        for (Map.Entry<String, String> sequence : sequences(connection).entrySet()) {
            try (Statement statement = connection.createStatement();
                    ResultSet row =
                            statement.executeQuery("SELECT last_value, is_called FROM " + sequence.getValue())) {
                if (row.next() && row.getBoolean(2)) {
                    counters.put(sequence.getKey(), row.getLong(1));
                }
            }
        }
        return counters;
    }

    @Override
    public void beginLoad(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        // The tables are new and nobody else sees them, so references are taken away and put back.
        references.addAll(
                texts(
                        connection,
                        "SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname,"
                                + " pg_get_constraintdef(oid)) FROM pg_constraint"
                                + " WHERE contype = 'f' AND conparentid = 0 AND connamespace = current_schema()::regnamespace"));
        for (String removal : texts(
                connection,
                "SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) FROM pg_constraint"
                        + " WHERE contype = 'f' AND conparentid = 0 AND connamespace = current_schema()::regnamespace")) {
            execute(connection, removal);
        }
    }

    @Override
    public void endLoad(Connection connection, Map<String, Long> counters) throws SQLException {
        Map<String, String> sequences = sequences(connection);
        for (Map.Entry<String, Long> counter : counters.entrySet()) {
            String sequence = sequences.get(counter.getKey());
            if (sequence != null && counter.getValue() > 0) {
                texts(connection, "SELECT setval('" + sequence + "', " + counter.getValue() + ")::text");
            }
        }
        for (String reference : references) {
            execute(connection, reference);
        }
    }

    /** The sequence behind each table's identity column. */
    private static Map<String, String> sequences(Connection connection) throws SQLException {
        var sequences = new TreeMap<String, String>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT table_name, pg_get_serial_sequence(quote_ident(table_name), column_name)"
                                + " FROM information_schema.columns"
                                + " WHERE table_schema = current_schema() AND is_identity = 'YES'")) {
            while (rows.next()) {
                sequences.put(rows.getString(1), rows.getString(2));
            }
        }
        return sequences;
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
