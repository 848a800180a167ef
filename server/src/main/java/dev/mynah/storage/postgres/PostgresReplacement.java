package dev.mynah.storage.postgres;

import dev.mynah.storage.sql.DatabaseCopy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A second schema that is filled while the first stays as it is, and takes its place in one transaction. Confined to one
 * thread. What was not put in place is dropped at the end.
 */
public final class PostgresReplacement implements AutoCloseable {
    private final PGSimpleDataSource present;
    private final PGSimpleDataSource coming;
    private final String presentSchema;
    private final String comingSchema;

    /** @param suffix tells this schema from others, such as the time */
    public PostgresReplacement(Address address, String suffix) throws SQLException {
        Pools pools = new Pools(address, Thread.ofPlatform().factory());
        this.present = pools.beside();
        this.presentSchema = Schemas.name(present);
        this.comingSchema = presentSchema + "_restore_" + suffix;
        this.coming = pools.beside();
        coming.setCurrentSchema(comingSchema);
        Schemas.make(coming);
    }

    /** Whether a running server is connected to the database. */
    public boolean inUse() throws SQLException {
        return any(
                "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = ?"
                        + " AND pid <> pg_backend_pid()",
                Pools.SERVER);
    }

    /** Whether there is something that would be replaced. */
    public boolean occupied() throws SQLException {
        return any("SELECT 1 FROM pg_tables WHERE schemaname = ?", presentSchema);
    }

    /** To fill. */
    public DatabaseCopy copy() {
        return new DatabaseCopy(coming, PostgresDatabase.VENDOR, new PostgresTables());
    }

    /**
     * Puts the second schema in the place of the first.
     *
     * @return what the first is called from now on; empty when there was none or nothing in it
     */
    public String putInPlace(String suffix) throws SQLException {
        boolean occupied = occupied();
        String former = occupied ? presentSchema + "_before_" + suffix : "";
        try (Connection connection = present.getConnection();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            if (occupied) {
                statement.execute("ALTER SCHEMA %s RENAME TO %s"
                        .formatted(Schemas.quoted(presentSchema), Schemas.quoted(former)));
            } else if (Schemas.exists(connection, presentSchema)) {
                statement.execute("DROP SCHEMA " + Schemas.quoted(presentSchema));
            }
            statement.execute("ALTER SCHEMA %s RENAME TO %s"
                    .formatted(Schemas.quoted(comingSchema), Schemas.quoted(presentSchema)));
            connection.commit();
        }
        return former;
    }

    @Override
    public void close() throws SQLException {
        try (Connection connection = present.getConnection();
                Statement statement = connection.createStatement()) {
            if (Schemas.exists(connection, comingSchema)) {
                statement.execute("DROP SCHEMA " + Schemas.quoted(comingSchema) + " CASCADE");
            }
        }
    }

    private boolean any(String query, String parameter) throws SQLException {
        try (Connection connection = present.getConnection();
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, parameter);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }
}
