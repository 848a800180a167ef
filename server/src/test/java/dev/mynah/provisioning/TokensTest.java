package dev.mynah.provisioning;

import static dev.mynah.testing.MemoryFleet.OWNER;
import static dev.mynah.testing.MemoryFleet.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.device.Device;
import dev.mynah.device.Scope;
import dev.mynah.secret.MasterKey;
import dev.mynah.secret.MasterKeys;
import dev.mynah.secret.PurposeKeys;
import dev.mynah.session.Gate;
import dev.mynah.session.Knock;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TokensTest {
    private static final MasterKeys MASTERS = MasterKeys.fresh(new SecureRandom());

    private final Household household = new Household(MASTERS, true, "Bearer", 100);

    @Test
    void a_token_has_only_characters_that_headers_and_flash_take_and_is_the_same_at_every_boot() {
        bind(1, "c");
        String token = household.token(id(1), "c");
        assertThat(token).matches("[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}");
        assertThat(household.token(id(1), "c")).isEqualTo(token);
        Household restarted = new Household(MASTERS, true, "Bearer", 100);
        assertThat(restarted.tokens.delivered(
                        household.fleet.registry.find(id(1)).orElseThrow()))
                .as("after a restart")
                .isEqualTo(token);
    }

    @Test
    void nothing_in_the_store_is_a_token_and_no_two_devices_have_the_same() {
        Set<String> tokens = new HashSet<>();
        for (int i = 0; i < 100; i++) {
            bind(i, "c");
            String token = household.token(id(i), "c");
            tokens.add(token);
            assertThat(household.fleet.deviceStore.find(id(i)).toString()).doesNotContain(token.substring(23));
        }
        assertThat(tokens).hasSize(100);
    }

    @Test
    void d24_the_keys_of_another_purpose_make_no_token() {
        Device device = bind(1, "c");
        Tokens other = new Tokens(
                new PurposeKeys(MASTERS).claim("mqtt.password"),
                "Bearer",
                Duration.ofDays(1),
                household.fleet.clock,
                household.random);
        assertThat(opens(1, "c", "Bearer " + other.delivered(device))).isFalse();
    }

    @Test
    void c28_the_header_is_compared_word_by_word() {
        bind(1, "c");
        String token = household.token(id(1), "c");
        assertThat(opens(1, "c", "Bearer " + token)).isTrue();
        for (String wrong : new String[] {
            token,
            "bearer " + token,
            "Bearer  " + token,
            "Bearer " + token + " ",
            "Token " + token,
            "Bearer",
            "",
            "Bearer " + token.substring(1),
            "Bearer " + token + "x",
            "Bearer " + token.toUpperCase(java.util.Locale.ROOT),
        }) {
            assertThat(opens(1, "c", wrong)).as(wrong).isFalse();
        }
        assertThat(opens(1, "c", null)).isFalse();
    }

    @Test
    void c28_with_another_scheme_the_whole_header_is_the_token() {
        Household odd = new Household(MASTERS, true, "Token", 100);
        odd.bound(id(1), "c", OWNER, Household.OWNERS_WISH);
        String token = odd.token(id(1), "c");
        assertThat(token).startsWith("Token ").hasSize(72);
        assertThat(odd.gate.decide(id(1), Knock.atUpgrade("", "c", token))).isInstanceOf(Gate.Decision.Granted.class);
        assertThat(odd.gate.decide(id(1), Knock.atUpgrade("", "c", token.replace("Token", "Bearer"))))
                .as("as a device sends it that was given it before the scheme changed")
                .isInstanceOf(Gate.Decision.Granted.class);
        assertThat(odd.gate.decide(id(1), Knock.atUpgrade("", "c", "Bearer " + token)))
                .isInstanceOf(Gate.Decision.Denied.class);
    }

    @Test
    void a_token_opens_nothing_for_another_address_or_client_id() {
        bind(1, "c");
        bind(2, "c");
        String token = "Bearer " + household.token(id(1), "c");
        assertThat(opens(1, "c", token)).isTrue();
        assertThat(opens(1, "d", token)).isFalse();
        assertThat(opens(1, null, token)).isFalse();
        assertThat(opens(2, "c", token)).isFalse();
        assertThat(opens(3, "c", token)).isFalse();
    }

    @Test
    void after_a_rotation_both_hold_until_the_new_one_is_used() {
        bind(1, "c");
        String old = "Bearer " + household.token(id(1), "c");
        household.binding.rotate(id(1), Scope.ALL, OWNER);
        String fresh = "Bearer " + household.token(id(1), "c");

        assertThat(fresh).isNotEqualTo(old);
        assertThat(opens(1, "c", old)).isTrue();
        assertThat(opens(1, "c", old)).as("using the old one changes nothing").isTrue();
        assertThat(opens(1, "c", fresh)).isTrue();
        assertThat(opens(1, "c", old)).isFalse();
        household.fleet.settle();
        assertThat(household.fleet.restarted().find(id(1)).orElseThrow().seen().usedTokenId())
                .as("and a restart does not bring it back")
                .isEqualTo(fresh.substring(7, 29));
    }

    @Test
    void after_a_rotation_the_old_one_holds_for_the_configured_time_at_most() {
        bind(1, "c");
        String old = "Bearer " + household.token(id(1), "c");
        household.binding.rotate(id(1), Scope.ALL, OWNER);
        household.fleet.time.pass(Duration.ofDays(30).minusSeconds(1));
        assertThat(opens(1, "c", old)).isTrue();
        household.fleet.time.pass(Duration.ofSeconds(1));
        assertThat(opens(1, "c", old)).isFalse();
        assertThat(opens(1, "c", "Bearer " + household.token(id(1), "c"))).isTrue();
    }

    @Test
    void a_second_rotation_ends_the_first_token() {
        bind(1, "c");
        String first = "Bearer " + household.token(id(1), "c");
        household.binding.rotate(id(1), Scope.ALL, OWNER);
        household.binding.rotate(id(1), Scope.ALL, OWNER);
        assertThat(opens(1, "c", first)).isFalse();
    }

    @Test
    void a_revoked_token_holds_no_longer_and_the_device_shows_a_code_again() {
        bind(1, "c");
        String token = "Bearer " + household.token(id(1), "c");
        household.binding.revoke(id(1), Scope.ALL, OWNER);
        assertThat(opens(1, "c", token)).isFalse();
        assertThat(household.fleet.shut).containsExactly(id(1));
        Activation again = household.waiting(id(1), "c");
        household.binding.bind(again.code(), OWNER, Household.OWNERS_WISH);
        assertThat(opens(1, "c", token)).isFalse();
        assertThat(opens(1, "c", "Bearer " + household.token(id(1), "c"))).isTrue();
    }

    @Test
    void when_the_servers_key_is_changed_tokens_of_the_former_key_hold_until_it_is_taken_away() {
        byte[] bytes = new byte[32];
        household.random.nextBytes(bytes);
        MasterKeys changed = MASTERS.behind(new MasterKey(bytes));
        Device device = bind(1, "c");
        String old = "Bearer " + household.token(id(1), "c");
        Household after = new Household(changed, true, "Bearer", 100);
        String fresh = after.tokens.delivered(device);

        assertThat(old).isNotEqualTo("Bearer " + fresh);
        assertThat(after.tokens.recognised(device, old)).isPresent();
        assertThat(after.tokens.recognised(device, "Bearer " + fresh)).isPresent();
    }

    private Device bind(int number, String clientId) {
        return household.bound(id(number), clientId, OWNER, Household.OWNERS_WISH);
    }

    private boolean opens(
            int number,
            @org.jspecify.annotations.Nullable String clientId,
            @org.jspecify.annotations.Nullable String authorization) {
        return household.gate.decide(id(number), Knock.atUpgrade(id(number).mac(), clientId, authorization))
                instanceof Gate.Decision.Granted;
    }
}
