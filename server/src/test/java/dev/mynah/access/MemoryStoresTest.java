package dev.mynah.access;

import org.junit.jupiter.api.Nested;

/** What tests use in place of a database does what the database does. */
class MemoryStoresTest {
    private final MemoryAccess memory = new MemoryAccess();
    private final UserStore people = memory.userStore();

    @Nested
    class Users extends UserStoreContract {
        Users() {
            super(memory, people);
        }
    }

    @Nested
    class Sessions extends SessionStoreContract {
        Sessions() {
            super(memory, people, memory.sessionStore());
        }
    }

    @Nested
    class Keys extends ApiKeyStoreContract {
        Keys() {
            super(memory, people, memory.keyStore());
        }
    }

    @Nested
    class Audit extends AuditStoreContract {
        Audit() {
            super(memory, memory.auditStore());
        }
    }

    @Nested
    class Setup extends SetupStoreContract {
        Setup() {
            super(memory, memory.setupStore());
        }
    }

    @Nested
    class Identities extends IdentityStoreContract {
        Identities() {
            super(memory, people, new MemoryIdentities(people));
        }
    }
}
