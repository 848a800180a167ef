package dev.mynah.provisioning;

import static dev.mynah.testing.MemoryFleet.MEMBER;
import static dev.mynah.testing.MemoryFleet.OWNER;
import static dev.mynah.testing.MemoryFleet.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.device.Scope;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import dev.mynah.protocol.ota.ActivationProof;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SerialKeysTest {
    private static final String KEY = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
    private static final String OTHER_KEY = "ff".repeat(32);

    private final Household household = new Household();

    @Test
    void c22_the_contracts_vector_is_verified() {
        household.serials.importAll("SN-1," + KEY, OWNER);
        String hmac = "ae29bbb94f8c4cc5c1bbb794361145289d2192e08ee97a3fcaf3d2b60c4f0d29";
        assertThat(household.serials.signed("SN-1", "challenge-123", hmac)).isTrue();
        assertThat(household.serials.signed("SN-1", "challenge-124", hmac)).isFalse();
        assertThat(household.serials.signed("SN-2", "challenge-123", hmac)).isFalse();
        assertThat(household.serials.signed("SN-1", "challenge-123", hmac.replace('a', 'b')))
                .isFalse();
        assertThat(household.serials.signed("SN-1", "challenge-123", "")).isFalse();
        assertThat(household.serials.signed("SN-1", "challenge-123", "zz")).isFalse();
    }

    @Test
    void keys_are_sealed_where_they_are_kept_and_survive_a_restart() {
        household.serials.importAll(
                "serial_number,key\n# ours\n\nSN-1," + KEY + "\r\n\"SN-2\", " + OTHER_KEY + "\n", OWNER);
        assertThat(household.fleet.serialStore.all()).hasSize(2).allSatisfy(serial -> assertThat(serial.toString())
                .doesNotContainIgnoringCase(KEY)
                .doesNotContainIgnoringCase(OTHER_KEY));
        assertThat(household.fleet.audit.entries()).singleElement().satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("serials.imported");
            assertThat(entry.details()).containsEntry("count", "2");
            assertThat(entry.toString()).doesNotContain(KEY);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SN-1,0011",
                "SN-1",
                ",0000000000000000000000000000000000000000000000000000000000000000",
                "SN 1,0000000000000000000000000000000000000000000000000000000000000000",
                "SN-1,0000000000000000000000000000000000000000000000000000000000000000,x",
                "SN-1,000000000000000000000000000000000000000000000000000000000000000g",
                "123456789012345678901234567890123,0000000000000000000000000000000000000000000000000000000000000000",
                "SN-2,0000000000000000000000000000000000000000000000000000000000000000",
                "\u0000"
            })
    void one_bad_line_and_nothing_is_imported(String line) {
        assertThatThrownBy(() -> household.serials.importAll("SN-2," + KEY + "\n" + line, OWNER))
                .isInstanceOfSatisfying(RefusedException.class, no -> {
                    assertThat(no.code()).isEqualTo(ErrorCode.INVALID_REQUEST);
                    assertThat(no.getMessage()).contains("line 2");
                });
        assertThat(household.serials.size()).isZero();
        assertThat(household.fleet.serialStore.all()).isEmpty();
    }

    @Test
    void there_are_at_most_as_many_as_configured_and_an_empty_file_is_an_error() {
        StringBuilder many = new StringBuilder();
        for (int i = 0; i < 101; i++) {
            many.append("SN-").append(i).append(',').append(KEY).append('\n');
        }
        assertThatThrownBy(() -> household.serials.importAll(many.toString(), OWNER))
                .isInstanceOfSatisfying(
                        RefusedException.class, no -> assertThat(no.code()).isEqualTo(ErrorCode.LIMIT_REACHED));
        assertThatThrownBy(() -> household.serials.importAll("serial,key\n", OWNER))
                .isInstanceOfSatisfying(
                        RefusedException.class, no -> assertThat(no.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    @Test
    void c22_while_a_device_waits_a_good_signature_gets_202_and_every_other_one_401() {
        household.serials.importAll("SN-1," + KEY, OWNER);
        Activation waiting = household.waiting(id(1), "c");

        assertThat(answer(1, "c", proof("SN-1", waiting.challenge(), KEY)))
                .isInstanceOf(ActivationRequests.Pending.class);
        for (ActivationProof bad : new ActivationProof[] {
            null,
            new ActivationProof("SN-1", waiting.challenge(), ""),
            new ActivationProof("SN-1", waiting.challenge(), "00".repeat(32)),
            new ActivationProof("", "", "00".repeat(32)),
            proof("SN-1", waiting.challenge(), OTHER_KEY),
            proof("SN-9", waiting.challenge(), KEY),
            proof("SN-1", "challenge-123", KEY),
        }) {
            assertThat(answer(1, "c", bad)).as(String.valueOf(bad)).isInstanceOf(ActivationRequests.Unproven.class);
        }
        household.binding.bind(waiting.code(), OWNER, Household.OWNERS_WISH);
        assertThat(answer(1, "c", null)).as("bound is bound").isInstanceOf(ActivationRequests.Bound.class);
    }

    @Test
    void d13_a_challenge_cannot_be_answered_twice_nor_by_another_device() {
        household.serials.importAll("SN-1," + KEY, OWNER);
        Activation first = household.waiting(id(1), "c");
        Activation second = household.waiting(id(2), "c");
        assertThat(answer(2, "c", proof("SN-1", first.challenge(), KEY)))
                .isInstanceOf(ActivationRequests.Unproven.class);
        household.fleet.time.pass(java.time.Duration.ofMinutes(5));
        household.waiting(id(2), "c");
        assertThat(answer(2, "c", proof("SN-1", second.challenge(), KEY)))
                .isInstanceOf(ActivationRequests.Unproven.class);
    }

    @Test
    void a_device_that_proved_its_serial_number_comes_back_without_anybody_after_being_flashed() {
        household.serials.importAll("SN-1," + KEY, OWNER);
        bindProven(1, "old", "SN-1", KEY);
        String old = "Bearer " + household.token(id(1), "old");

        Activation again = household.waiting(id(1), "new");
        assertThat(settled(answer(1, "new", proof("SN-1", again.challenge(), KEY))))
                .isInstanceOf(ActivationRequests.Bound.class);
        assertThat(household.ask(id(1), "new")).isInstanceOf(Standing.Admitted.class);
        assertThat(household.ask(id(1), "old")).isInstanceOf(Standing.Waiting.class);
        assertThat(household.token(id(1), "new")).isNotEqualTo(old.substring(7));
        assertThat(household
                        .fleet
                        .registry
                        .find(id(1))
                        .orElseThrow()
                        .arrangement()
                        .ownerId())
                .isEqualTo("u-member");
        assertThat(household.fleet.audit.entries().getLast()).satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("device.readmitted");
            assertThat(entry.who().kind()).isEqualTo(dev.mynah.access.Actor.Kind.DEVICE);
            assertThat(entry.details()).containsEntry("serial", "SN-1");
        });
        assertThat(household.fleet.shut).containsExactly(id(1));
    }

    @Test
    void the_key_of_one_device_does_not_open_the_place_of_another() {
        household.serials.importAll("SN-1," + KEY + "\nSN-2," + OTHER_KEY, OWNER);
        bindProven(1, "old", "SN-1", KEY);
        household.bound(id(3), "old", MEMBER, Household.MEMBERS_WISH);

        Activation spoofed = household.waiting(id(1), "attacker");
        assertThat(answer(1, "attacker", proof("SN-2", spoofed.challenge(), OTHER_KEY)))
                .isInstanceOf(ActivationRequests.Pending.class);
        Activation unproven = household.waiting(id(3), "attacker");
        assertThat(answer(3, "attacker", proof("SN-2", unproven.challenge(), OTHER_KEY)))
                .as("a device that never proved a serial number")
                .isInstanceOf(ActivationRequests.Pending.class);
    }

    @Test
    void a_revoked_or_removed_device_does_not_readmit_itself() {
        household.serials.importAll("SN-1," + KEY, OWNER);
        bindProven(1, "old", "SN-1", KEY);
        household.binding.revoke(id(1), Scope.ALL, OWNER);
        Activation again = household.waiting(id(1), "new");
        assertThat(answer(1, "new", proof("SN-1", again.challenge(), KEY)))
                .isInstanceOf(ActivationRequests.Pending.class);
        household.fleet.devices.remove(id(1), Scope.ALL, OWNER);
        assertThat(answer(1, "new", proof("SN-1", again.challenge(), KEY)))
                .isInstanceOf(ActivationRequests.Pending.class);
    }

    @Test
    void a_device_that_is_revoked_while_it_readmits_itself_stays_out() {
        household.serials.importAll("SN-1," + KEY, OWNER);
        bindProven(1, "old", "SN-1", KEY);
        Activation again = household.waiting(id(1), "new");
        ActivationRequests.Outcome deciding = answer(1, "new", proof("SN-1", again.challenge(), KEY));
        household.binding.revoke(id(1), Scope.ALL, OWNER);
        assertThat(settled(deciding)).isInstanceOf(ActivationRequests.Pending.class);
        assertThat(household.ask(id(1), "new")).isInstanceOf(Standing.Waiting.class);
    }

    @Test
    void while_the_database_is_away_a_device_that_would_come_back_by_itself_waits() {
        household.serials.importAll("SN-1," + KEY, OWNER);
        bindProven(1, "old", "SN-1", KEY);
        Activation again = household.waiting(id(1), "new");
        household.fleet.transactions.goDown();
        assertThat(settled(answer(1, "new", proof("SN-1", again.challenge(), KEY))))
                .isInstanceOf(ActivationRequests.Pending.class);
        household.fleet.transactions.comeBack();
        assertThat(settled(answer(1, "new", proof("SN-1", again.challenge(), KEY))))
                .isInstanceOf(ActivationRequests.Bound.class);
    }

    private void bindProven(int number, String clientId, String serial, String key) {
        Activation waiting = household.waiting(id(number), clientId);
        answer(number, clientId, proof(serial, waiting.challenge(), key));
        household.binding.bind(waiting.code(), MEMBER, Household.MEMBERS_WISH);
    }

    private ActivationRequests.Outcome answer(
            int number, String clientId, @org.jspecify.annotations.Nullable ActivationProof proof) {
        return household.requests.answer(id(number), clientId, 2, proof);
    }

    private static ActivationRequests.Settled settled(ActivationRequests.Outcome outcome) {
        return switch (outcome) {
            case ActivationRequests.Settled done -> done;
            case ActivationRequests.Deciding deciding -> deciding.work().get();
        };
    }

    static ActivationProof proof(String serial, String challenge, String key) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(HexFormat.of().parseHex(key), "HmacSHA256"));
            return new ActivationProof(
                    serial,
                    challenge,
                    HexFormat.of().formatHex(mac.doFinal(challenge.getBytes(StandardCharsets.UTF_8))));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
