package dev.mynah.storage.sql.access;

import dev.mynah.secret.KeyWitness;
import dev.mynah.storage.sql.Sql;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The witness of the master key in the database. Thread-safe. */
public final class SqlKeyWitness implements KeyWitness {
    private static final String INSERT = "INSERT INTO key_witness (id, sealed) VALUES (1, ?) ON CONFLICT (id) ";

    private final Sql sql;

    public SqlKeyWitness(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<String> sealed() {
        return sql.read(SqlKeyWitness::read);
    }

    @Override
    public void keep(String sealed) {
        sql.update(handle -> handle.execute(INSERT + "DO UPDATE SET sealed = excluded.sealed", sealed));
    }

    @Override
    public String keepFirst(String sealed) {
        return sql.write(handle -> {
            handle.execute(INSERT + "DO NOTHING", sealed);
            return read(handle).orElseThrow();
        });
    }

    private static Optional<String> read(Handle handle) {
        return handle.createQuery("SELECT sealed FROM key_witness")
                .mapTo(String.class)
                .findOne();
    }
}
