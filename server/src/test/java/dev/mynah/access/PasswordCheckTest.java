package dev.mynah.access;

import static dev.mynah.access.AccessWorld.GOOD_PASSWORD;
import static dev.mynah.access.AccessWorld.HOME;
import static dev.mynah.access.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordCheckTest {
    private static final String STRANGER = "203.0.113.66";
    private final AccessWorld world;
    private final User owner;

    PasswordCheckTest(@TempDir Path data) throws Exception {
        world = new AccessWorld(data);
        owner = world.owner();
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void a_few_mistakes_cost_nothing_and_then_the_wait_doubles() {
        for (int i = 0; i < 6; i++) {
            fail("olga", STRANGER, null);
        }
        assertThat(waitAfter("olga", STRANGER)).isEqualTo(1);
        long before = 1;
        for (int i = 0; i < 12; i++) {
            world.pass(Duration.ofSeconds(before));
            fail("olga", STRANGER, null);
            long wait = waitAfter("olga", STRANGER);
            assertThat(wait).isGreaterThanOrEqualTo(before).isLessThanOrEqualTo(900);
            before = wait;
        }
        assertThat(before).isEqualTo(900);
    }

    @Test
    void the_right_password_is_not_tried_either_while_somebody_has_to_wait() {
        for (int i = 0; i < 6; i++) {
            fail("olga", STRANGER, null);
        }
        refused(ErrorCode.TOO_MANY_REQUESTS, () -> world.login("olga", GOOD_PASSWORD, STRANGER, null));
        world.pass(Duration.ofSeconds(1));
        assertThat(world.login("olga", GOOD_PASSWORD, STRANGER, null)).isNotNull();
    }

    @Test
    void an_address_waits_whichever_names_it_tries() {
        for (int i = 0; i < 21; i++) {
            fail("name" + i, STRANGER, null);
        }
        assertThat(waitAfter("name99", STRANGER)).isPositive();
        assertThat(world.login("olga")).isNotNull();
    }

    @Test
    void an_own_account_does_not_buy_an_address_further_guesses() {
        world.make(owner, "eve", Role.MEMBER);
        for (int i = 0; i < 21; i++) {
            fail("name" + i, STRANGER, null);
            if (i < 20) {
                world.login("eve", GOOD_PASSWORD, STRANGER, null);
            }
        }
        assertThat(waitAfter("olga", STRANGER)).isPositive();
    }

    @Test
    void addresses_of_one_ipv6_network_count_as_one() {
        for (int i = 0; i < 6; i++) {
            fail("olga", "2001:db8:1:2::" + i, null);
        }
        assertThat(waitAfter("olga", "2001:db8:1:2:ffff::1")).isPositive();
        fail("olga", "2001:db8:1:3::1", null);
    }

    @Test
    void strangers_cannot_lock_the_owner_out_of_a_browser_that_knows_her() {
        String known = world.login("olga").knownClient();
        for (int address = 0; address < 200; address++) {
            for (int i = 0; i < 3; i++) {
                attempt("olga", "wrong password", "203.0.113." + address, null);
            }
        }
        assertThat(world.login("olga", GOOD_PASSWORD, HOME, known)).isNotNull();
        // Even from an address the strangers use too, as behind a proxy.
        assertThat(world.login("olga", GOOD_PASSWORD, "203.0.113.1", known)).isNotNull();
    }

    @Test
    void strangers_cannot_lock_the_owner_out_of_a_new_browser_elsewhere() {
        for (int address = 0; address < 200; address++) {
            for (int i = 0; i < 3; i++) {
                attempt("olga", "wrong password", "203.0.113." + address, null);
            }
        }
        assertThat(world.login("olga", GOOD_PASSWORD, HOME, null)).isNotNull();
    }

    @Test
    void an_account_under_attack_gives_each_stranger_one_attempt_a_minute_at_first() {
        for (int address = 0; address < 30; address++) {
            fail("olga", "203.0.113." + address, null);
        }
        fail("olga", "198.51.100.1", null);
        fail("olga", "198.51.100.1", null);
        assertThat(waitAfter("olga", "198.51.100.1")).isBetween(55L, 60L);
        assertThat(world.actions()).containsOnlyOnce("login.under_attack");
    }

    @Test
    void guesses_at_names_that_do_not_exist_fill_neither_memory_nor_the_audit_log() {
        int before = world.actions().size();
        for (int i = 0; i < 3000; i++) {
            attempt("nobody" + i, "wrong password", "10.0." + i % 250 + "." + i / 250, null);
        }
        assertThat(world.throttle.size()).isLessThanOrEqualTo(1000);
        assertThat(world.actions()).hasSize(before);
    }

    @Test
    void a_known_browser_has_to_wait_too_when_it_guesses() {
        String known = world.login("olga").knownClient();
        for (int i = 0; i < 11; i++) {
            fail("olga", HOME, known);
        }
        assertThat(refused(ErrorCode.TOO_MANY_REQUESTS, () -> world.login("olga", GOOD_PASSWORD, HOME, known))
                        .details())
                .containsKey("retry_after_seconds");
    }

    @Test
    void the_mark_of_one_account_is_worth_nothing_for_another() {
        world.make(owner, "eve", Role.MEMBER);
        String known = world.login("eve").knownClient();
        for (int i = 0; i < 6; i++) {
            fail("olga", STRANGER, known);
        }
        assertThat(waitAfter("olga", STRANGER)).isPositive();
        for (String forged : new String[] {owner.id() + ".x.y", "", "..", known.replaceFirst("u_[^.]*", owner.id())}) {
            refused(ErrorCode.TOO_MANY_REQUESTS, () -> world.login("olga", GOOD_PASSWORD, STRANGER, forged));
        }
    }

    @Test
    void setting_the_clock_frees_nobody_and_locks_out_nobody() {
        for (int i = 0; i < 6; i++) {
            fail("olga", STRANGER, null);
        }
        world.now = world.now.plus(Duration.ofDays(1000));
        assertThat(waitAfter("olga", STRANGER)).isPositive();
        world.now = world.now.minus(Duration.ofDays(3000));
        world.time.pass(Duration.ofSeconds(1));
        assertThat(world.login("olga", GOOD_PASSWORD, STRANGER, null)).isNotNull();
    }

    @Test
    void after_two_quiet_hours_all_is_forgotten() {
        for (int i = 0; i < 6; i++) {
            fail("olga", STRANGER, null);
        }
        world.pass(Duration.ofHours(2).plusSeconds(1));
        for (int i = 0; i < 5; i++) {
            fail("olga", STRANGER, null);
        }
        assertThat(world.login("olga", GOOD_PASSWORD, STRANGER, null)).isNotNull();
    }

    @Test
    void a_hash_of_older_parameters_is_made_anew_at_the_next_login() {
        PasswordHash old = new Argon2(new Argon2Parameters(32, 1), world.random).hash(GOOD_PASSWORD);
        User user = world.users.user(owner.id());
        assertThat(world.userStore.replace(user.withPassword(old))).isTrue();
        world.login("olga");
        PasswordHash stored = world.users.user(owner.id()).password();
        assertThat(stored).isNotEqualTo(old).isNotNull();
        assertThat(java.util.Objects.requireNonNull(stored).encoded()).startsWith("$argon2id$v=19$m=64,t=1,p=1$");
        assertThat(world.login("olga")).isNotNull();
    }

    private void fail(String name, String address, @Nullable String known) {
        refused(ErrorCode.UNAUTHENTICATED, () -> world.login(name, "wrong password", address, known));
    }

    private void attempt(String name, String password, String address, @Nullable String known) {
        try {
            world.login(name, password, address, known);
        } catch (RefusedException refused) {
            assertThat(refused.code()).isIn(ErrorCode.UNAUTHENTICATED, ErrorCode.TOO_MANY_REQUESTS);
        }
    }

    private long waitAfter(String name, String address) {
        Object seconds = refused(ErrorCode.TOO_MANY_REQUESTS, () -> world.login(name, "wrong password", address, null))
                .details()
                .get("retry_after_seconds");
        return seconds instanceof Number number ? number.longValue() : -1;
    }
}
