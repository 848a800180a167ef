package dev.mynah.storage.sql;

import dev.mynah.storage.NewerDatabaseException;
import dev.mynah.storage.StorageException;
import dev.mynah.storage.StorageException.Reason;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the database into the form this program works with. Flyway does it, but is only loaded when there is something to
 * do: it takes longer than the rest of a start.
 */
public final class Migrations {
    static final String HISTORY = "schema_history";

    private final DataSource source;
    private final String vendor;
    private final Map<String, String> types;

    /**
     * @param source connections with the right to change the schema
     * @param vendor the engine's directory of migrations
     * @param types what the placeholders in migrations stand for: {@code bytes}, {@code identity}
     */
    public Migrations(DataSource source, String vendor, Map<String, String> types) {
        this.source = source;
        this.vendor = vendor;
        this.types = Map.copyOf(types);
    }

    /**
     * Applies what is missing.
     *
     * @throws NewerDatabaseException when the database has been changed by a newer program
     * @throws StorageException when a migration fails
     */
    public void apply() throws SQLException {
        SortedSet<Integer> known = MigrationScripts.versions(vendor);
        SortedSet<Integer> applied = applied();
        refuseNewer(applied, known);
        if (!applied.containsAll(known)) {
            migrate();
        }
    }

    /** The newest version that this program knows. */
    public static int newest(String vendor) {
        return MigrationScripts.versions(vendor).last();
    }

    private static void refuseNewer(SortedSet<Integer> applied, SortedSet<Integer> known) {
        var unknown = new TreeSet<>(applied);
        unknown.removeAll(known);
        if (!unknown.isEmpty()) {
            throw new NewerDatabaseException(
                    unknown.stream().map(String::valueOf).collect(Collectors.joining(", ")),
                    String.valueOf(known.last()));
        }
    }

    private SortedSet<Integer> applied() throws SQLException {
        var versions = new TreeSet<Integer>();
        try (Connection connection = source.getConnection()) {
            try (ResultSet tables = connection.getMetaData().getTables(null, connection.getSchema(), HISTORY, null)) {
                if (!tables.next()) {
                    return versions;
                }
            }
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "SELECT version FROM " + HISTORY + " WHERE success AND version IS NOT NULL")) {
                while (rows.next()) {
                    versions.add(Integer.valueOf(rows.getString(1)));
                }
            }
        }
        return versions;
    }

    private void migrate() {
        try {
            Flyway.configure()
                    .dataSource(source)
                    .table(HISTORY)
                    .locations(MigrationScripts.places(vendor).stream()
                            .map(place -> "classpath:" + place)
                            .toArray(String[]::new))
                    .placeholders(types)
                    .outOfOrder(true)
                    .load()
                    .migrate();
        } catch (FlywayException failed) {
            throw new StorageException(
                    Reason.BROKEN, "The database could not be brought into this version's form", failed);
        }
    }
}
