package dev.mynah.storage.sql;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import javax.sql.DataSource;

/**
 * Copies all tables out of a database while others use it, or into a new one, in a form that both engines share: a line of
 * JSON for the columns, then one for each row. Immutable; a copy runs on the caller's thread.
 */
public final class DatabaseCopy {
    private static final int BATCH = 500;
    private static final int FETCH = 1_000;
    private static final long PROGRESS = 500_000;

    private final DataSource source;
    private final Vendor vendor;
    private final Tables tables;
    private final JsonFactory json = new JsonFactory()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);

    public DatabaseCopy(DataSource source, Vendor vendor, Tables tables) {
        this.source = source;
        this.vendor = vendor;
        this.tables = tables;
    }

    /**
     * What a copy holds. Immutable.
     *
     * @param versions the migrations the database has had
     * @param rows how many, by table
     * @param counters the number last given out, by table that numbers its rows
     */
    public record Contents(
            SortedSet<Integer> versions, SortedMap<String, Long> rows, SortedMap<String, Long> counters) {
        public Contents {
            versions = Collections.unmodifiableSortedSet(versions);
            rows = Collections.unmodifiableSortedMap(rows);
            counters = Collections.unmodifiableSortedMap(counters);
        }
    }

    /** Where the rows of a table go; the stream is not closed here. */
    @FunctionalInterface
    public interface Target {
        OutputStream begin(String table) throws IOException;
    }

    /** Where the rows of a table come from. */
    @FunctionalInterface
    public interface Origin {
        InputStream open(String table) throws IOException;
    }

    /** Is told now and then how many rows of a table have been copied, and always at the table's end. */
    @FunctionalInterface
    public interface Progress {
        void copied(String table, long rows);
    }

    /** Copies one state of the database out. */
    public Contents dump(Target target, Progress progress) throws SQLException, IOException {
        try (Connection connection = source.getConnection()) {
            tables.beginSnapshot(connection);
            SortedSet<Integer> versions = new Migrations(source, vendor).applied(connection);
            var rows = new TreeMap<String, Long>();
            if (!versions.isEmpty()) {
                for (String table : tables.names(connection)) {
                    rows.put(table, dump(connection, table, target.begin(table), progress));
                    progress.copied(table, rows.get(table));
                }
            }
            var counters = new TreeMap<>(tables.counters(connection));
            connection.rollback();
            return new Contents(versions, rows, counters);
        }
    }

    /**
     * Fills a database that is new: all of it or nothing.
     *
     * @throws dev.mynah.storage.NewerDatabaseException when the copy has a form that this program does not know
     * @throws dev.mynah.storage.StorageException when the copy does not fit its own form
     */
    public void load(Contents contents, Origin origin, Progress progress) throws SQLException, IOException {
        Migrations migrations = new Migrations(source, vendor);
        migrations.apply(contents.versions());
        if (!contents.versions().isEmpty()) {
            try (Connection connection = source.getConnection()) {
                tables.beginLoad(connection);
                for (String table : contents.rows().keySet()) {
                    try (InputStream rows = origin.open(table)) {
                        progress.copied(table, load(connection, table, rows, progress));
                    }
                }
                tables.endLoad(connection, contents.counters());
                connection.commit();
            }
        }
        migrations.apply();
    }

    private long dump(Connection connection, String table, OutputStream out, Progress progress)
            throws SQLException, IOException {
        List<String> columns = tables.columns(connection, table);
        long count = 0;
        try (Statement statement = connection.createStatement();
                JsonGenerator generator = json.createGenerator(out)) {
            statement.setFetchSize(FETCH);
            generator.setRootValueSeparator(null);
            generator.writeStartArray();
            for (String column : columns) {
                generator.writeString(column);
            }
            generator.writeEndArray();
            generator.writeRaw('\n');
            try (ResultSet rows = statement.executeQuery("SELECT " + quoted(columns) + " FROM " + quoted(table))) {
                while (rows.next()) {
                    Rows.write(rows, columns.size(), generator);
                    generator.writeRaw('\n');
                    if (++count % PROGRESS == 0) {
                        progress.copied(table, count);
                    }
                }
            }
        }
        return count;
    }

    private long load(Connection connection, String table, InputStream in, Progress progress)
            throws SQLException, IOException {
        try (JsonParser parser = json.createParser(in)) {
            List<String> columns = columns(parser, table);
            var there = new HashSet<>(tables.columns(connection, table));
            if (columns.isEmpty() || !there.containsAll(columns)) {
                throw new IOException("The table %s does not have the columns %s".formatted(table, columns));
            }
            String places = String.join(", ", Collections.nCopies(columns.size(), "?"));
            try (PreparedStatement insert = connection.prepareStatement(
                    "INSERT INTO " + quoted(table) + " (" + quoted(columns) + ") VALUES (" + places + ")")) {
                return insert(parser, insert, columns.size(), count -> progress.copied(table, count));
            }
        }
    }

    private static long insert(
            JsonParser parser, PreparedStatement insert, int columns, java.util.function.LongConsumer progress)
            throws SQLException, IOException {
        long count = 0;
        while (parser.nextToken() == JsonToken.START_ARRAY) {
            Rows.bind(parser, insert, columns);
            insert.addBatch();
            if (++count % BATCH == 0) {
                insert.executeBatch();
            }
            if (count % PROGRESS == 0) {
                progress.accept(count);
            }
        }
        if (parser.currentToken() != null) {
            throw new IOException("What should be a row is something else");
        }
        insert.executeBatch();
        return count;
    }

    private static List<String> columns(JsonParser parser, String table) throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            throw new IOException("The copy of the table %s does not begin with its columns".formatted(table));
        }
        var columns = new ArrayList<String>();
        while (parser.nextToken() == JsonToken.VALUE_STRING) {
            columns.add(parser.getText());
        }
        return columns;
    }

    private static String quoted(List<String> names) {
        return String.join(", ", names.stream().map(DatabaseCopy::quoted).toList());
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
