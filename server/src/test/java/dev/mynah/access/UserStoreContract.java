package dev.mynah.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.storage.StorageException;
import dev.mynah.storage.Transactions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every store of users does. */
public abstract class UserStoreContract {
    private static final Instant NOW = Instant.parse("2026-05-01T10:00:00Z");
    private final Transactions transactions;
    private final UserStore store;

    protected UserStoreContract(Transactions transactions, UserStore store) {
        this.transactions = transactions;
        this.store = store;
    }

    @Test
    void a_user_is_found_by_id_and_by_name_as_it_was_stored() {
        User olga = add("u_1", "Olga", Role.OWNER);
        User foreign = User.fresh("u_2", Username.of("王小明"), Role.MEMBER, null, NOW);
        transactions.run(() -> store.add(foreign));
        assertThat(store.find("u_1")).contains(olga);
        assertThat(store.named("olga")).contains(olga);
        assertThat(store.find("u_2")).contains(foreign);
        assertThat(store.find("u_3")).isEmpty();
        assertThat(store.named("Olga")).isEmpty();
    }

    @Test
    void a_name_is_given_once() {
        add("u_1", "Olga", Role.OWNER);
        assertThatThrownBy(() -> add("u_2", "OLGA", Role.MEMBER))
                .isInstanceOfSatisfying(StorageException.class, taken -> assertThat(taken.reason())
                        .isEqualTo(StorageException.Reason.DUPLICATE));
        User mia = add("u_3", "mia", Role.MEMBER);
        assertThatThrownBy(() -> transactions.run(() -> store.replace(mia.withName(Username.of("olga")))))
                .isInstanceOfSatisfying(StorageException.class, taken -> assertThat(taken.reason())
                        .isEqualTo(StorageException.Reason.DUPLICATE));
        assertThat(store.find("u_2")).isEmpty();
        assertThat(store.find("u_3")).contains(mia);
    }

    @Test
    void a_change_is_only_made_to_the_version_it_was_thought_for() {
        User olga = add("u_1", "Olga", Role.OWNER);
        User changed = olga.withName(Username.of("Helga"))
                .withRole(Role.ADMIN)
                .withDisabled(true)
                .withPassword(new PasswordHash("other"));
        assertThat(transactions.<Boolean>change(() -> store.replace(changed))).isTrue();
        assertThat(store.find("u_1")).contains(changed.withVersion(olga.version() + 1));
        assertThat(transactions.<Boolean>change(() -> store.replace(olga))).isFalse();
        transactions.run(() -> store.remove("u_1"));
        assertThat(transactions.<Boolean>change(() -> store.replace(changed.withVersion(2))))
                .isFalse();
    }

    @Test
    void a_login_is_noted_without_a_new_version() {
        User olga = add("u_1", "Olga", Role.OWNER);
        transactions.run(() -> store.loggedIn("u_1", NOW.plusSeconds(60)));
        User seen = store.find("u_1").orElseThrow();
        assertThat(seen.lastLoginAt()).isEqualTo(NOW.plusSeconds(60));
        assertThat(seen.version()).isEqualTo(olga.version());
        transactions.run(() -> store.replace(olga.withRole(Role.ADMIN)));
        assertThat(store.find("u_1").orElseThrow().lastLoginAt()).isEqualTo(NOW.plusSeconds(60));
    }

    @Test
    void pages_go_through_all_names_in_order_and_parts_of_names_are_found() {
        for (String name : List.of("dora", "Anna", "carl", "b_b", "Bert", "bxb", "annika")) {
            add("u_" + name, name, Role.MEMBER);
        }
        assertThat(keys(store.page(null, "", 3))).hasSize(3);
        List<String> all = keys(store.page(null, "", 100));
        assertThat(all).containsExactlyInAnyOrder("anna", "annika", "b_b", "bert", "bxb", "carl", "dora");
        String after = all.get(2);
        assertThat(keys(store.page(after, "", 100))).isEqualTo(all.subList(3, 7));
        assertThat(keys(store.page(null, "ann", 100))).containsExactlyInAnyOrder("anna", "annika");
        assertThat(keys(store.page(null, "b_b", 100))).containsExactly("b_b");
        assertThat(keys(store.page(null, "%", 100))).isEmpty();
    }

    @Test
    void only_owners_who_may_log_in_reign() {
        User olga = add("u_1", "olga", Role.OWNER);
        add("u_2", "omar", Role.OWNER);
        add("u_3", "adam", Role.ADMIN);
        assertThat(store.reigningOwners()).isEqualTo(2);
        transactions.run(() -> store.replace(olga.withDisabled(true)));
        assertThat(store.reigningOwners()).isEqualTo(1);
    }

    private User add(String id, String name, Role role) {
        User user = User.fresh(id, Username.of(name), role, new PasswordHash("hash of " + name), NOW);
        transactions.run(() -> store.add(user));
        return user;
    }

    private static List<String> keys(List<User> users) {
        return users.stream().map(user -> user.name().key()).toList();
    }
}
