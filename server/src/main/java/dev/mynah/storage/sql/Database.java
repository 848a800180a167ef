package dev.mynah.storage.sql;

/** A database that is open. Thread-safe. */
public interface Database extends Sql, AutoCloseable {
    /** Which engine it is and where, for people; holds no secret. */
    String description();

    /** How many changes wait or run. */
    int waiting();

    /**
     * Asks the database for a sign of life.
     *
     * @throws dev.mynah.storage.StorageException when there is none
     */
    void check();

    /** Stores everything that was accepted, and closes. Later calls are refused as unavailable. Idempotent. */
    @Override
    void close();
}
