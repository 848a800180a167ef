package dev.mynah.storage.sql.access;

import dev.mynah.access.SetupStore;
import dev.mynah.storage.sql.Sql;

/** Whether there is an owner, in the database. Thread-safe. */
public final class SqlSetupStore implements SetupStore {
    private final Sql sql;

    public SqlSetupStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public boolean done() {
        return sql.read(handle -> handle.createQuery("SELECT count(*) FROM owner_made")
                        .mapTo(Integer.class)
                        .one()
                == 1);
    }

    @Override
    public boolean finish() {
        return sql.write(handle -> {
            int made = handle.execute("INSERT INTO owner_made (id) VALUES (1) ON CONFLICT DO NOTHING");
            handle.execute("DELETE FROM setup_token");
            return made == 1;
        });
    }

    @Override
    public void offer(String tokenHash) {
        sql.update(handle -> handle.createUpdate("INSERT INTO setup_token (hash) VALUES (:hash) ON CONFLICT DO NOTHING")
                .bind("hash", tokenHash)
                .execute());
    }

    @Override
    public boolean offered(String tokenHash) {
        return sql.read(handle -> handle.createQuery("SELECT count(*) FROM setup_token WHERE hash = :hash")
                        .bind("hash", tokenHash)
                        .mapTo(Integer.class)
                        .one()
                == 1);
    }
}
