package dev.mynah.storage.sql.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.access.ApiKeyStoreContract;
import dev.mynah.access.AuditStoreContract;
import dev.mynah.access.IdentityStoreContract;
import dev.mynah.access.SessionStoreContract;
import dev.mynah.access.SetupStoreContract;
import dev.mynah.access.UserStoreContract;
import dev.mynah.storage.sql.Sql;
import dev.mynah.storage.testing.OnEveryDatabase;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

@OnEveryDatabase
class SqlAccessStoresTest {
    private final Sql sql;
    private final SqlUserStore people;

    SqlAccessStoresTest(Sql sql) {
        this.sql = sql;
        this.people = new SqlUserStore(sql);
    }

    @Test
    void the_witness_that_came_first_stays_until_another_is_put_in_its_place() {
        SqlKeyWitness witness = new SqlKeyWitness(sql);
        assertThat(witness.sealed()).isEmpty();
        assertThat(witness.keepFirst("first")).isEqualTo("first");
        assertThat(witness.keepFirst("second")).isEqualTo("first");
        witness.keep("third");
        assertThat(witness.sealed()).contains("third");
    }

    @Nested
    class Users extends UserStoreContract {
        Users() {
            super(sql, people);
        }
    }

    @Nested
    class Sessions extends SessionStoreContract {
        Sessions() {
            super(sql, people, new SqlSessionStore(sql));
        }
    }

    @Nested
    class Keys extends ApiKeyStoreContract {
        Keys() {
            super(sql, people, new SqlApiKeyStore(sql));
        }
    }

    @Nested
    class Audit extends AuditStoreContract {
        Audit() {
            super(sql, new SqlAuditStore(sql));
        }
    }

    @Nested
    class Setup extends SetupStoreContract {
        Setup() {
            super(sql, new SqlSetupStore(sql));
        }
    }

    @Nested
    class Identities extends IdentityStoreContract {
        Identities() {
            super(sql, people, new SqlIdentityStore(sql));
        }
    }
}
