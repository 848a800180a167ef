package dev.mynah.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.storage.Transactions;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of API keys does. */
public abstract class ApiKeyStoreContract {
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
    private final Transactions transactions;
    private final UserStore users;
    private final ApiKeyStore store;

    protected ApiKeyStoreContract(Transactions transactions, UserStore users, ApiKeyStore store) {
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
    void a_key_is_found_as_it_was_stored() {
        ApiKey lasting = add("k_1", "u_1", EnumSet.allOf(Permission.class), null);
        ApiKey ending = add("k_2", "u_1", Set.of(Permission.DEVICES_READ), NOW.plusSeconds(5));
        assertThat(store.find("k_1")).contains(lasting);
        assertThat(store.find("k_2")).contains(ending);
        assertThat(store.find("k_3")).isEmpty();
    }

    @Test
    void pages_go_through_everybodys_or_one_users_keys() {
        add("k_1", "u_1", Set.of(Permission.DEVICES_READ), null);
        add("k_2", "u_2", Set.of(Permission.DEVICES_READ), null);
        add("k_3", "u_1", Set.of(Permission.DEVICES_READ), null);
        assertThat(store.page(null, null, 2)).extracting(ApiKey::id).containsExactly("k_1", "k_2");
        assertThat(store.page(null, "k_2", 2)).extracting(ApiKey::id).containsExactly("k_3");
        assertThat(store.page("u_1", null, 9)).extracting(ApiKey::id).containsExactly("k_1", "k_3");
        assertThat(store.page("u_1", "k_1", 9)).extracting(ApiKey::id).containsExactly("k_3");
        assertThat(store.countOf("u_1")).isEqualTo(2);
    }

    @Test
    void its_last_use_is_noted() {
        add("k_1", "u_1", Set.of(Permission.DEVICES_READ), null);
        transactions.run(() -> store.used("k_1", NOW));
        assertThat(store.find("k_1").orElseThrow().lastUsedAt()).isEqualTo(NOW);
    }

    @Test
    void it_goes_alone_or_with_its_user() {
        add("k_1", "u_1", Set.of(Permission.DEVICES_READ), null);
        add("k_2", "u_2", Set.of(Permission.DEVICES_READ), null);
        assertThat(transactions.<Boolean>change(() -> store.remove("k_1"))).isTrue();
        assertThat(transactions.<Boolean>change(() -> store.remove("k_1"))).isFalse();
        transactions.run(() -> users.remove("u_2"));
        assertThat(store.page(null, null, 9)).isEmpty();
    }

    private ApiKey add(String id, String userId, Set<Permission> scopes, @Nullable Instant end) {
        ApiKey key = new ApiKey(id, userId, "name", "mynah_ab", "hash of " + id, scopes, NOW, end, null);
        transactions.run(() -> store.add(key));
        return key;
    }
}
