package dev.mynah.storage.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** How the tables of an engine are copied. Stateless and thread-safe. */
public interface Tables {
    /** Begins a transaction that sees one state of the database until it ends and changes nothing. */
    void beginSnapshot(Connection connection) throws SQLException;

    /** The tables that hold something of their own, without the migrations' one. */
    List<String> names(Connection connection) throws SQLException;

    /** The columns of a table that hold something of their own: not those that are computed. */
    List<String> columns(Connection connection, String table) throws SQLException;

    /** The number last given out by each table that numbers its rows, so that none is given twice. */
    Map<String, Long> counters(Connection connection) throws SQLException;

    /** Begins a transaction in which rows may come before those they refer to. */
    void beginLoad(Connection connection) throws SQLException;

    /** Checks all references, and continues the numbering. */
    void endLoad(Connection connection, Map<String, Long> counters) throws SQLException;
}
