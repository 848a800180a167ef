package dev.mynah.provisioning;

import static dev.mynah.testing.MemoryFleet.MEMBER;
import static dev.mynah.testing.MemoryFleet.OWNER;
import static dev.mynah.testing.MemoryFleet.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.device.Device;
import dev.mynah.device.Scope;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import dev.mynah.session.Gate;
import dev.mynah.session.Knock;
import dev.mynah.storage.StorageException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class BindingTest {
    private final Household household = new Household();

    @Test
    void who_enters_the_code_owns_the_device() {
        Device device = household.bound(
                id(1), "c", MEMBER, new Binding.Wish(Household.MEMBERS, "u-member", "Küche", "a-nice", List.of()));
        assertThat(device.name()).isEqualTo("Küche");
        assertThat(device.arrangement().ownerId()).isEqualTo("u-member");
        assertThat(device.arrangement().assistantId()).isEqualTo("a-nice");
        assertThat(device.reported().board()).isEqualTo("bread-compact-wifi");
        assertThat(household.fleet.audit.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("device.bound");
            assertThat(entry.who()).isEqualTo(MEMBER);
            assertThat(entry.subject()).isEqualTo(id(1).mac());
            assertThat(entry.details().toString()).doesNotContain("token");
        });
        assertThat(household.fleet.deviceStore.find(id(1))).contains(device);
        assertThat(household.fleet.told).containsExactly("activated Küche");
    }

    @Test
    void a_device_was_last_seen_when_it_asked_for_its_configuration_also_before_it_was_bound() {
        household.waiting(id(1), "c");
        household.fleet.time.pass(Duration.ofSeconds(40));
        Activation waiting = household.waiting(id(1), "c");
        Instant asked = household.fleet.clock.instant().truncatedTo(ChronoUnit.MILLIS);
        household.fleet.time.pass(Duration.ofSeconds(20));

        Device bound = household.binding.bind(waiting.code(), MEMBER, Household.MEMBERS_WISH);

        assertThat(bound.seen().at()).isEqualTo(asked);
        assertThat(household.fleet.registry.known(id(1)).orElseThrow().presence())
                .satisfies(presence -> {
                    assertThat(presence.online()).isFalse();
                    assertThat(presence.lastSeen()).isEqualTo(asked);
                });
        household.fleet.registry.close();
        assertThat(household.fleet.deviceStore.find(id(1)).orElseThrow().seen().at())
                .isEqualTo(asked);
    }

    @Test
    void a_device_that_is_paired_anew_was_last_seen_when_it_asked_with_its_new_identity() {
        household.bound(id(1), "old", MEMBER, Household.MEMBERS_WISH);
        household.fleet.time.pass(Duration.ofHours(5));
        Activation again = household.waiting(id(1), "new");
        Instant asked = household.fleet.clock.instant().truncatedTo(ChronoUnit.MILLIS);
        household.fleet.time.pass(Duration.ofSeconds(20));

        household.binding.bind(again.code(), MEMBER, Household.MEMBERS_WISH);

        assertThat(household.fleet.registry.find(id(1)).orElseThrow().seen().at())
                .isEqualTo(asked);
    }

    @Test
    void j17_neither_a_name_nor_an_assistant_has_to_exist_first() {
        Device device = household.bound(id(1), "c", MEMBER, Household.MEMBERS_WISH);
        assertThat(device.name()).isEqualTo("bread-compact-wifi 0001");
        assertThat(household.ask(id(1), "c")).isInstanceOf(Standing.Admitted.class);
        Activation waiting = household.waiting(id(2), "c");
        refused(
                ErrorCode.INVALID_REQUEST,
                () -> household.binding.bind(
                        waiting.code(),
                        MEMBER,
                        new Binding.Wish(Household.MEMBERS, "u-member", "", "a-none", List.of())));
        household.binding.bind(waiting.code(), MEMBER, Household.MEMBERS_WISH);
    }

    @Test
    void a_wrong_a_used_and_an_expired_code_bind_nothing() {
        Activation used = household.waiting(id(1), "c");
        household.binding.bind(used.code(), MEMBER, Household.MEMBERS_WISH);
        Activation expired = household.waiting(id(2), "c");
        household.fleet.time.pass(Duration.ofMinutes(5));
        for (String code : List.of(used.code(), expired.code(), "", "abcdef", "12345", "1234567", "' OR 1=1")) {
            refused(ErrorCode.WRONG_CODE, () -> household.binding.bind(code, MEMBER, Household.MEMBERS_WISH));
        }
        assertThat(household.fleet.registry.size()).isEqualTo(1);
    }

    @Test
    void a_device_flashed_anew_shows_a_code_and_the_bound_one_works_until_its_owner_enters_it() {
        household.bound(
                id(1), "old", MEMBER, new Binding.Wish(Household.MEMBERS, "u-member", "Küche", null, List.of()));
        String token = "Bearer " + household.token(id(1), "old");
        Activation again = household.waiting(id(1), "new");

        assertThat(opens(1, "old", token)).isTrue();
        assertThat(opens(1, "new", token)).isFalse();
        Device paired = household.binding.bind(again.code(), MEMBER, Household.MEMBERS_WISH);

        assertThat(paired.name()).isEqualTo("Küche");
        assertThat(opens(1, "old", token)).isFalse();
        assertThat(opens(1, "new", "Bearer " + household.token(id(1), "new"))).isTrue();
        assertThat(household.fleet.shut).containsExactly(id(1));
        assertThat(household.fleet.audit.entries().getLast()).satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("device.repaired");
            assertThat(entry.details()).containsEntry("client_id", "changed");
        });
    }

    @Test
    void a_mac_address_alone_takes_no_device_from_its_owner() {
        household.bound(id(1), "old", OWNER, Household.OWNERS_WISH);
        String token = household.token(id(1), "old");
        Activation spoofed = household.waiting(id(1), "attacker");
        refused(ErrorCode.CONFLICT, () -> household.binding.bind(spoofed.code(), MEMBER, Household.MEMBERS_WISH));
        assertThat(opens(1, "old", "Bearer " + token)).isTrue();
        assertThat(household.ask(id(1), "attacker")).isInstanceOf(Standing.Waiting.class);
        assertThat(household.fleet.audit.actions()).containsExactly("device.bound");
    }

    @Test
    void an_administrator_pairs_somebodys_device_anew_and_it_stays_theirs() {
        household.bound(id(1), "old", MEMBER, Household.MEMBERS_WISH);
        Device paired = household.bound(id(1), "new", OWNER, Household.OWNERS_WISH);
        assertThat(paired.arrangement().ownerId()).isEqualTo("u-member");
    }

    @Test
    void what_a_stranger_reports_under_a_bound_address_is_not_noted() {
        Device bound = household.bound(id(1), "c", OWNER, Household.OWNERS_WISH);
        household.standings.of(
                id(1),
                dev.mynah.testing.MemoryFleet.report(id(1), "9.9.9", java.util.Map.of("Client-Id", "x")),
                "192.0.2.3");
        assertThat(household.fleet.registry.find(id(1))).contains(bound);
    }

    @Test
    void without_a_client_id_there_is_a_code_but_no_token() {
        Activation nameless = household.waiting(id(1), null);
        refused(ErrorCode.CONFLICT, () -> household.binding.bind(nameless.code(), OWNER, Household.OWNERS_WISH));
        for (String unusable : List.of("", " ", "a b", "ä", "x".repeat(65), "a\u0000")) {
            assertThat(household.waiting(id(1), unusable)).as(unusable).isEqualTo(nameless);
        }
    }

    @Test
    void when_the_database_is_away_the_code_goes_on_to_hold() {
        Activation waiting = household.waiting(id(1), "c");
        household.fleet.transactions.goDown();
        assertThatThrownBy(() -> household.binding.bind(waiting.code(), MEMBER, Household.MEMBERS_WISH))
                .isInstanceOf(StorageException.class);
        assertThat(household.waiting(id(1), "c")).isEqualTo(waiting);
        household.fleet.transactions.comeBack();
        household.binding.bind(waiting.code(), MEMBER, Household.MEMBERS_WISH);
        assertThat(household.fleet.audit.actions()).containsExactly("device.bound");
    }

    @Test
    void guessing_is_stopped_long_before_it_succeeds() {
        Activation waiting = household.waiting(id(1), "c");
        AtomicInteger looked = new AtomicInteger();
        AtomicBoolean stopped = new AtomicBoolean();
        for (int i = 0; i < 1000 && !stopped.get(); i++) {
            String guess = "%06d".formatted((Integer.parseInt(waiting.code()) + 1 + i) % 1_000_000);
            assertThatThrownBy(() -> household.binding.bind(guess, MEMBER, Household.MEMBERS_WISH))
                    .isInstanceOfSatisfying(RefusedException.class, no -> {
                        stopped.set(no.code() == ErrorCode.TOO_MANY_REQUESTS);
                        looked.addAndGet(no.code() == ErrorCode.WRONG_CODE ? 1 : 0);
                    });
        }
        assertThat(looked).hasValue(10);
        refused(
                ErrorCode.TOO_MANY_REQUESTS,
                () -> household.binding.bind(waiting.code(), MEMBER, Household.MEMBERS_WISH));
    }

    @Test
    void credentials_of_others_and_of_unbound_devices_are_not_touched() {
        household.bound(id(1), "c", OWNER, Household.OWNERS_WISH);
        household.fleet.registry.met(id(2));
        refused(ErrorCode.NOT_FOUND, () -> household.binding.rotate(id(1), Household.MEMBERS, MEMBER));
        refused(ErrorCode.NOT_FOUND, () -> household.binding.revoke(id(1), Household.MEMBERS, MEMBER));
        refused(ErrorCode.NOT_FOUND, () -> household.binding.revoke(id(3), Scope.ALL, OWNER));
        refused(ErrorCode.CONFLICT, () -> household.binding.rotate(id(2), Scope.ALL, OWNER));
        household.binding.revoke(id(1), Scope.ALL, OWNER);
        refused(ErrorCode.CONFLICT, () -> household.binding.revoke(id(1), Scope.ALL, OWNER));
        assertThat(household.fleet.audit.actions()).containsExactly("device.bound", "device.token_revoked");
        assertThat(household.fleet.told)
                .containsExactly("activated bread-compact-wifi 0001", "changed bread-compact-wifi 0001");
    }

    @Test
    void j3_binding_a_device_ends_no_channel_of_its_own() {
        household.bound(id(1), "c", OWNER, Household.OWNERS_WISH);
        assertThat(household.fleet.shut).isEmpty();
    }

    @Test
    void j2_nobody_who_comes_by_is_bound_by_itself() {
        for (int i = 0; i < 10; i++) {
            household.ask(id(i), "user_chat_1");
            household.gate.decide(id(i), Knock.atUpgrade(id(i).mac(), "user_chat_1", "Bearer x"));
        }
        assertThat(household.fleet.registry.size()).isZero();
    }

    @RepeatedTest(20)
    void c21_the_answer_to_activate_and_the_configuration_never_contradict_each_other() throws Exception {
        Activation waiting = household.waiting(id(1), "c");
        AtomicBoolean bound = new AtomicBoolean();
        AtomicBoolean contradiction = new AtomicBoolean();
        List<Thread> devices = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            boolean activateFirst = i % 2 == 0;
            devices.add(Thread.ofVirtual().start(() -> {
                boolean seen = false;
                while (!seen) {
                    boolean before = bound.get();
                    boolean first = activateFirst ? activated() : configured();
                    boolean second = activateFirst ? configured() : activated();
                    contradiction.compareAndSet(false, (first && !second) || (before && !first));
                    seen = second;
                    Thread.onSpinWait();
                }
            }));
        }
        household.binding.bind(waiting.code(), MEMBER, Household.MEMBERS_WISH);
        bound.set(true);
        for (Thread device : devices) {
            device.join();
        }
        assertThat(contradiction).isFalse();
    }

    private boolean activated() {
        return household.requests.answer(id(1), "c", 1, null) instanceof ActivationRequests.Bound;
    }

    private boolean configured() {
        return household.ask(id(1), "c") instanceof Standing.Admitted;
    }

    private boolean opens(int number, String clientId, String authorization) {
        return household.gate.decide(id(number), Knock.atUpgrade(id(number).mac(), clientId, authorization))
                instanceof Gate.Decision.Granted;
    }

    private static void refused(ErrorCode code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(RefusedException.class, no -> assertThat(no.code())
                .isEqualTo(code));
    }
}
