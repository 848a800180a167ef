package dev.mynah.storage.sqlite;

import dev.mynah.storage.sql.DatabaseCopy;
import dev.mynah.storage.sql.Form;
import dev.mynah.storage.sql.Migrations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/** Copies of a database in a file, made beside a running server or without one. Stateless. */
public final class SqliteCopies {
    private SqliteCopies() {}

    /** To copy an existing file out of. A read in a write-ahead log neither waits for the writer nor hinders it. */
    public static DatabaseCopy copyOf(Path file) {
        Connections connections = new Connections(file, SqliteDatabase.Synchronous.FULL);
        return new DatabaseCopy(connections.source(), SqliteDatabase.VENDOR, new SqliteTables());
    }

    /** To fill a new file that counts for nothing before it is complete; press it to the disk afterwards. */
    public static DatabaseCopy copyInto(Path file) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.MEMORY);
        config.setSynchronous(SQLiteConfig.SynchronousMode.OFF);
        config.enforceForeignKeys(true);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return new DatabaseCopy(source, SqliteDatabase.VENDOR, new SqliteTables());
    }

    /**
     * The form of an existing file; nothing is changed.
     *
     * @throws dev.mynah.storage.StorageException when it cannot be read
     */
    public static Form form(Path file) {
        try {
            Connections connections = new Connections(file, SqliteDatabase.Synchronous.FULL);
            return new Migrations(connections.source(), SqliteDatabase.VENDOR).form();
        } catch (SQLException failed) {
            throw SqliteFailures.FAILURES.of(failed);
        }
    }

    /**
     * What is wrong inside an existing file, as SQLite says it; empty when nothing is. Reads all of it.
     *
     * @throws dev.mynah.storage.StorageException when it cannot be read at all
     */
    public static List<String> damages(Path file) {
        Connections connections = new Connections(file, SqliteDatabase.Synchronous.FULL);
        var damages = new ArrayList<String>();
        try (Connection connection = connections.source().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("PRAGMA quick_check(3)")) {
            while (rows.next()) {
                damages.add(rows.getString(1));
            }
        } catch (SQLException failed) {
            throw SqliteFailures.FAILURES.of(failed);
        }
        damages.remove("ok");
        return damages;
    }
}
