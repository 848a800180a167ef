package dev.mynah.provisioning;

import static dev.mynah.testing.MemoryFleet.MEMBER;
import static dev.mynah.testing.MemoryFleet.OWNER;
import static dev.mynah.testing.MemoryFleet.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.device.Scope;
import dev.mynah.secret.MasterKeys;
import dev.mynah.session.Gate;
import dev.mynah.session.Knock;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeviceGateTest {
    private final Household household = new Household();

    @Test
    void d5_and_d16_a_client_id_alone_opens_nothing() {
        household.bound(id(1), "c", OWNER, Household.OWNERS_WISH);
        assertThat(household.gate.decide(id(1), Knock.atUpgrade(id(1).mac(), "c", null)))
                .isInstanceOf(Gate.Decision.Denied.class);
        assertThat(household.gate.decide(id(1), Knock.atUpgrade(id(1).mac(), "c", "")))
                .isInstanceOf(Gate.Decision.Denied.class);
    }

    @Test
    void whatever_is_wrong_is_answered_in_the_same_words() {
        household.bound(id(1), "c", OWNER, Household.OWNERS_WISH);
        Gate.Decision unknown = household.gate.decide(id(9), Knock.atUpgrade(id(9).mac(), "c", "Bearer x"));
        assertThat(unknown).isInstanceOfSatisfying(Gate.Decision.Denied.class, no -> assertThat(no.status())
                .isEqualTo(401));
        assertThat(household.gate.decide(id(1), Knock.atUpgrade(id(1).mac(), "c", "Bearer x")))
                .isEqualTo(unknown);
        assertThat(household.gate.decide(id(1), Knock.atUpgrade(id(1).mac(), "x", "Bearer x")))
                .isEqualTo(unknown);
    }

    @Test
    void a_grant_stands_until_the_device_is_removed_revoked_or_paired_anew() {
        Gate.Grant removed = granted(1);
        household.fleet.devices.remove(id(1), Scope.ALL, OWNER);
        assertThat(removed.stands()).isFalse();

        Gate.Grant revoked = granted(2);
        household.binding.revoke(id(2), Scope.ALL, OWNER);
        assertThat(revoked.stands()).isFalse();

        Gate.Grant paired = granted(3);
        household.bound(id(3), "new", MEMBER, Household.MEMBERS_WISH);
        assertThat(paired.stands()).isFalse();

        Gate.Grant rotated = granted(4);
        household.binding.rotate(id(4), Scope.ALL, OWNER);
        assertThat(rotated.stands()).as("its token still holds").isTrue();
    }

    @Test
    void a_token_said_in_a_message_needs_no_client_id_and_a_wrong_one_is_refused() {
        household.bound(id(1), "c", OWNER, Household.OWNERS_WISH);
        String token = household.token(id(1), "c");
        assertThat(household.gate.decide(id(1), new Knock(null, null, new Knock.Said(token))))
                .isInstanceOf(Gate.Decision.Granted.class);
        for (String wrong : new String[] {"", "x", token + "x", "bearer " + token}) {
            assertThat(household.gate.decide(id(1), new Knock(null, null, new Knock.Said(wrong))))
                    .as(wrong)
                    .isInstanceOf(Gate.Decision.Denied.class);
        }
        assertThat(household.gate.decide(id(2), new Knock(null, null, new Knock.Said(token))))
                .isInstanceOf(Gate.Decision.Denied.class);
        assertThat(new Knock(null, null, new Knock.Said(token)).toString()).doesNotContain(token);
    }

    @Test
    void a_wire_with_a_credential_of_its_own_asks_only_whether_the_device_is_bound() {
        household.bound(id(1), "c", OWNER, Household.OWNERS_WISH);
        Knock checked = new Knock(id(1).mac(), "c", new Knock.CheckedByWire());
        Gate.Decision decision = household.gate.decide(id(1), checked);
        assertThat(decision).isInstanceOf(Gate.Decision.Granted.class);
        assertThat(household.gate.decide(id(1), new Knock(id(1).mac(), "d", new Knock.CheckedByWire())))
                .isInstanceOf(Gate.Decision.Denied.class);
        household.binding.revoke(id(1), Scope.ALL, OWNER);
        assertThat(((Gate.Decision.Granted) decision).grant().stands()).isFalse();
    }

    @Test
    void d7_while_the_database_is_away_bound_devices_come_in_and_strangers_get_a_code() {
        household.bound(id(1), "c", OWNER, Household.OWNERS_WISH);
        String token = household.token(id(1), "c");
        household.fleet.transactions.goDown();
        household.fleet.time.pass(Duration.ofHours(1));
        assertThat(household.token(id(1), "c")).isEqualTo(token);
        assertThat(household.gate.decide(id(1), Knock.atUpgrade("", "c", "Bearer " + token)))
                .isInstanceOf(Gate.Decision.Granted.class);
        assertThat(household.ask(id(2), "c")).isInstanceOf(Standing.Waiting.class);
        assertThat(household.requests.answer(id(2), "c", 1, null)).isInstanceOf(ActivationRequests.Pending.class);
    }

    @Test
    void without_activation_everybody_is_let_in_and_known() {
        Household trusting = new Household(MasterKeys.fresh(new SecureRandom()), false, "Bearer", 10);
        assertThat(trusting.token(id(1), "c")).isEmpty();
        assertThat(trusting.gate.decide(id(2), Knock.atUpgrade("", null, null)))
                .isInstanceOf(Gate.Decision.Granted.class);
        assertThat(trusting.requests.answer(id(3), null, 2, null)).isInstanceOf(ActivationRequests.Bound.class);
        assertThat(trusting.fleet.registry.find(id(1)).orElseThrow().reported().firmware())
                .isEqualTo("2.4.2");
        assertThat(trusting.fleet.registry.find(id(2)).orElseThrow().pairing()).isNull();
    }

    @Test
    void a_device_that_was_only_trusted_becomes_the_one_of_whoever_enters_its_code() {
        household.fleet.registry.met(id(1));
        household.fleet.settle();
        assertThat(household
                        .bound(id(1), "c", MEMBER, Household.MEMBERS_WISH)
                        .arrangement()
                        .ownerId())
                .isEqualTo("u-member");
        assertThat(household.fleet.audit.actions()).containsExactly("device.bound");
    }

    private Gate.Grant granted(int number) {
        household.bound(id(number), "c", MEMBER, Household.MEMBERS_WISH);
        String token = household.token(id(number), "c");
        Gate.Decision decision = household.gate.decide(id(number), Knock.atUpgrade("", "c", "Bearer " + token));
        assertThat(decision).isInstanceOf(Gate.Decision.Granted.class);
        return ((Gate.Decision.Granted) decision).grant();
    }
}
