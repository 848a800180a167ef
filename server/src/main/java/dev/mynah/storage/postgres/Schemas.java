package dev.mynah.storage.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.postgresql.ds.PGSimpleDataSource;

/** The schema our tables are in. Stateless. */
final class Schemas {
    private Schemas() {}

    /** The first schema of the search path, which new tables go to. */
    static String name(PGSimpleDataSource source) {
        return Objects.requireNonNull(source.getCurrentSchema())
                .split(",", -1)[0]
                .strip();
    }

    /** Makes the schema that the connections are for, when it is missing. */
    static void make(PGSimpleDataSource source) throws SQLException {
        String schema = name(source);
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            // The right to make one is only needed when there is none.
            if (connection.getSchema() == null) {
                statement.execute("CREATE SCHEMA IF NOT EXISTS " + quoted(schema));
            }
        }
    }

    static boolean exists(Connection connection, String schema) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT 1 FROM pg_namespace WHERE nspname = ?")) {
            statement.setString(1, schema);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
