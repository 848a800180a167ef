package dev.mynah.storage.sql;

import dev.mynah.storage.NewerDatabaseException;
import dev.mynah.storage.StorageException;
import dev.mynah.storage.StorageException.Reason;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;

/**
 * Brings a database into the form this program works with. Flyway does it, but is only loaded when there is something to
 * do: it takes longer than opening the database. Immutable.
 */
public final class Migrations {
    static final String HISTORY = "schema_history";

    private final DataSource source;
    private final Vendor vendor;

    /** @param source connections with the right to change the schema */
    public Migrations(DataSource source, Vendor vendor) {
        this.source = source;
        this.vendor = vendor;
    }

    /**
     * Applies what is missing.
     *
     * @throws NewerDatabaseException when the database has been changed by a newer program
     * @throws StorageException when a migration fails
     */
    public void apply() throws SQLException {
        Form form = form();
        refuseNewer(form);
        if (!form.current()) {
            migrate(MigrationVersion.LATEST);
        }
    }

    /**
     * Applies exactly these, to a database that is new: the form that another database has.
     *
     * @throws NewerDatabaseException when this program does not know them all
     * @throws StorageException when a migration fails, or these are not all up to the highest of them
     */
    public void apply(SortedSet<Integer> versions) throws SQLException {
        Form wanted = new Form(versions, MigrationScripts.versions(vendor.directory()));
        refuseNewer(wanted);
        if (versions.isEmpty()) {
            return;
        }
        if (!wanted.known().headSet(versions.last() + 1).equals(versions)) {
            throw new StorageException(
                    Reason.BROKEN, "The form %s was never that of a released version".formatted(Form.text(versions)));
        }
        migrate(MigrationVersion.fromVersion(String.valueOf(versions.last())));
    }

    /** The migrations this program knows; the same for every engine. */
    public static SortedSet<Integer> known() {
        return MigrationScripts.versions("sqlite");
    }

    /** The form as it is. */
    public Form form() throws SQLException {
        try (Connection connection = source.getConnection()) {
            return new Form(applied(connection), MigrationScripts.versions(vendor.directory()));
        }
    }

    /** What has been applied, as a connection sees it. */
    SortedSet<Integer> applied(Connection connection) throws SQLException {
        var versions = new TreeSet<Integer>();
        try (Statement statement = connection.createStatement()) {
            try (ResultSet there = statement.executeQuery(vendor.historyExists())) {
                if (!there.next()) {
                    return versions;
                }
            }
            try (ResultSet rows = statement.executeQuery(
                    "SELECT version FROM " + HISTORY + " WHERE success AND version IS NOT NULL")) {
                while (rows.next()) {
                    versions.add(Integer.valueOf(rows.getString(1)));
                }
            }
        }
        return versions;
    }

    private static void refuseNewer(Form form) {
        if (!form.unknown().isEmpty()) {
            throw new NewerDatabaseException(
                    Form.text(form.unknown()), String.valueOf(form.known().last()));
        }
    }

    private void migrate(MigrationVersion target) {
        try {
            Flyway.configure()
                    .dataSource(source)
                    .table(HISTORY)
                    .locations(MigrationScripts.places(vendor.directory()).stream()
                            .map(place -> "classpath:" + place)
                            .toArray(String[]::new))
                    .placeholders(vendor.types())
                    .outOfOrder(true)
                    .target(target)
                    .load()
                    .migrate();
        } catch (FlywayException failed) {
            throw new StorageException(
                    Reason.BROKEN, "The database could not be brought into this version's form", failed);
        }
    }
}
