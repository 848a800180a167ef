package dev.mynah.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.storage.Transactions;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of logins does. */
public abstract class SessionStoreContract {
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
    private final Transactions transactions;
    private final UserStore users;
    private final SessionStore store;

    protected SessionStoreContract(Transactions transactions, UserStore users, SessionStore store) {
        this.transactions = transactions;
        this.users = users;
        this.store = store;
    }

    @BeforeEach
    void people() {
        transactions.run(() -> {
            users.add(User.fresh("u_1", Username.of("olga"), Role.OWNER, null, NOW));
            users.add(User.fresh("u_2", Username.of("mia"), Role.MEMBER, null, NOW));
        });
    }

    @Test
    void a_session_is_found_as_it_was_stored_and_a_users_are_listed_the_latest_first() {
        LoginSession first = add("s_1", "u_1", NOW);
        LoginSession second = add("s_2", "u_1", NOW.plusSeconds(1));
        add("s_3", "u_2", NOW);
        assertThat(store.find("s_1")).contains(first);
        assertThat(store.of("u_1")).containsExactly(second, first);
        assertThat(store.find("s_9")).isEmpty();
    }

    @Test
    void a_generation_is_refreshed_once() {
        LoginSession session = add("s_1", "u_1", NOW);
        Instant later = NOW.plusSeconds(10);
        assertThat(transactions.<Boolean>change(() -> store.refresh("s_1", 1, later)))
                .isTrue();
        assertThat(transactions.<Boolean>change(() -> store.refresh("s_1", 1, later)))
                .isFalse();
        assertThat(transactions.<Boolean>change(() -> store.refresh("s_9", 1, later)))
                .isFalse();
        LoginSession refreshed = store.find("s_1").orElseThrow();
        assertThat(refreshed.generation()).isEqualTo(2);
        assertThat(refreshed.refreshedAt()).isEqualTo(later);
        assertThat(refreshed.usedAt()).isEqualTo(later);
        assertThat(refreshed.createdAt()).isEqualTo(session.createdAt());
    }

    @Test
    void the_last_use_never_goes_back() {
        add("s_1", "u_1", NOW);
        transactions.run(() -> store.used("s_1", NOW.plusSeconds(60)));
        transactions.run(() -> store.used("s_1", NOW.minusSeconds(60)));
        transactions.run(() -> store.refresh("s_1", 1, NOW.minusSeconds(60)));
        assertThat(store.find("s_1").orElseThrow().usedAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(store.find("s_1").orElseThrow().refreshedAt()).isEqualTo(NOW.minusSeconds(60));
    }

    @Test
    void sessions_end_one_by_one_all_but_one_and_with_their_user() {
        add("s_1", "u_1", NOW);
        add("s_2", "u_1", NOW);
        add("s_3", "u_1", NOW);
        add("s_4", "u_2", NOW);
        assertThat(transactions.<Boolean>change(() -> store.remove("s_1"))).isTrue();
        assertThat(transactions.<Boolean>change(() -> store.remove("s_1"))).isFalse();
        assertThat(transactions.<Integer>change(() -> store.removeOf("u_1", "s_2")))
                .isEqualTo(1);
        assertThat(store.of("u_1")).extracting(LoginSession::id).containsExactly("s_2");
        assertThat(transactions.<Integer>change(() -> store.removeOf("u_1", null)))
                .isEqualTo(1);
        transactions.run(() -> users.remove("u_2"));
        assertThat(store.find("s_4")).isEmpty();
    }

    @Test
    void old_and_unused_ones_are_removed() {
        add("s_old", "u_1", NOW.minusSeconds(1000));
        transactions.run(() -> store.used("s_old", NOW));
        add("s_unused", "u_1", NOW.minusSeconds(500));
        add("s_new", "u_1", NOW);
        assertThat(transactions.<Integer>change(() -> store.removeOlder(NOW.minusSeconds(900), NOW.minusSeconds(100))))
                .isEqualTo(2);
        assertThat(store.of("u_1")).extracting(LoginSession::id).containsExactly("s_new");
    }

    private LoginSession add(String id, String userId, Instant at) {
        LoginSession session = new LoginSession(id, userId, "hash of " + id, 1, at, at, at, "192.0.2.1", "test");
        transactions.run(() -> store.add(session));
        return session;
    }
}
