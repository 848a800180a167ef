package dev.mynah.storage.postgres;

import dev.mynah.storage.sql.DatabaseCopy;
import dev.mynah.storage.sql.Form;
import dev.mynah.storage.sql.Migrations;
import java.sql.SQLException;

/** Copies of a PostgreSQL database, made beside a running server. Stateless. */
public final class PostgresCopies {
    private PostgresCopies() {}

    /** To copy the database out of. */
    public static DatabaseCopy copyOf(Address address) {
        return new DatabaseCopy(
                new Pools(address, Thread.ofPlatform().factory()).beside(),
                PostgresDatabase.VENDOR,
                new PostgresTables());
    }

    /**
     * The form of the database; nothing is changed.
     *
     * @throws dev.mynah.storage.StorageException when it cannot be read
     */
    public static Form form(Address address) {
        try {
            return new Migrations(new Pools(address, Thread.ofPlatform().factory()).beside(), PostgresDatabase.VENDOR)
                    .form();
        } catch (SQLException failed) {
            throw PostgresFailures.FAILURES.of(failed);
        }
    }
}
