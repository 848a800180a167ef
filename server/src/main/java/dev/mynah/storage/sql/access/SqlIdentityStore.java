package dev.mynah.storage.sql.access;

import dev.mynah.access.ForeignIdentity;
import dev.mynah.access.IdentityStore;
import dev.mynah.storage.sql.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Identities at OpenID Connect providers in the database. Thread-safe. */
public final class SqlIdentityStore implements IdentityStore {
    private final Sql sql;

    public SqlIdentityStore(Sql sql) {
        this.sql = sql;
    }

    @Override
    public Optional<String> userOf(ForeignIdentity identity) {
        return sql.read(handle -> handle.createQuery(
                        "SELECT person_id FROM foreign_identity WHERE issuer = :issuer AND subject = :subject")
                .bind("issuer", identity.issuer())
                .bind("subject", identity.subject())
                .mapTo(String.class)
                .findOne());
    }

    @Override
    public List<ForeignIdentity> of(String userId) {
        return sql.read(handle -> handle.createQuery(
                        "SELECT issuer, subject FROM foreign_identity WHERE person_id = :person ORDER BY linked_at, subject")
                .bind("person", userId)
                .map((row, context) -> new ForeignIdentity(row.getString("issuer"), row.getString("subject")))
                .list());
    }

    @Override
    public void add(ForeignIdentity identity, String userId, Instant at) {
        sql.update(handle -> handle.createUpdate("INSERT INTO foreign_identity (issuer, subject, person_id, linked_at)"
                        + " VALUES (:issuer, :subject, :person, :at)")
                .bind("issuer", identity.issuer())
                .bind("subject", identity.subject())
                .bind("person", userId)
                .bind("at", at)
                .execute());
    }

    @Override
    public boolean remove(ForeignIdentity identity, String userId) {
        return sql.write(handle -> handle.createUpdate(
                                "DELETE FROM foreign_identity WHERE issuer = :issuer AND subject = :subject AND person_id = :person")
                        .bind("issuer", identity.issuer())
                        .bind("subject", identity.subject())
                        .bind("person", userId)
                        .execute()
                == 1);
    }
}
