package dev.mynah.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.storage.StorageException;
import dev.mynah.storage.Transactions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of identities does. */
public abstract class IdentityStoreContract {
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
    private static final ForeignIdentity OLGA = new ForeignIdentity("https://id.example.org", "42");
    private final Transactions transactions;
    private final UserStore users;
    private final IdentityStore store;

    protected IdentityStoreContract(Transactions transactions, UserStore users, IdentityStore store) {
        this.transactions = transactions;
        this.users = users;
        this.store = store;
    }

    @BeforeEach
    void people() {
        transactions.run(() -> {
            users.add(User.fresh("u_1", Username.of("olga"), Role.OWNER, null, NOW));
            users.add(User.fresh("u_2", Username.of("mia"), Role.MEMBER, null, NOW));
            store.add(OLGA, "u_1", NOW);
        });
    }

    @Test
    void issuer_and_subject_together_say_who_it_is() {
        assertThat(store.userOf(OLGA)).contains("u_1");
        assertThat(store.userOf(new ForeignIdentity("https://other.example.org", "42")))
                .isEmpty();
        assertThat(store.userOf(new ForeignIdentity("https://id.example.org", "43")))
                .isEmpty();
        assertThat(store.of("u_1")).containsExactly(OLGA);
        assertThat(store.of("u_2")).isEmpty();
    }

    @Test
    void an_identity_is_one_users() {
        assertThatThrownBy(() -> transactions.run(() -> store.add(OLGA, "u_2", NOW)))
                .isInstanceOfSatisfying(StorageException.class, taken -> assertThat(taken.reason())
                        .isEqualTo(StorageException.Reason.DUPLICATE));
        assertThat(store.userOf(OLGA)).contains("u_1");
    }

    @Test
    void it_goes_alone_or_with_its_user() {
        assertThat(transactions.<Boolean>change(() -> store.remove(OLGA, "u_2")))
                .isFalse();
        assertThat(transactions.<Boolean>change(() -> store.remove(OLGA, "u_1")))
                .isTrue();
        transactions.run(() -> store.add(OLGA, "u_2", NOW));
        transactions.run(() -> users.remove("u_2"));
        assertThat(store.userOf(OLGA)).isEmpty();
    }
}
