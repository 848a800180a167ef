package dev.mynah.provisioning;

import static dev.mynah.testing.MemoryFleet.id;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.device.Reported;
import dev.mynah.testing.MemoryFleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ActivationsTest {
    private final MemoryFleet fleet = new MemoryFleet();
    private final java.security.SecureRandom random = new java.security.SecureRandom();
    private final List<Activation> begun = new ArrayList<>();
    private final Activations activations = activations(100_000);

    @Test
    void d13_no_two_living_codes_are_the_same_however_many_there_are() {
        Set<String> codes = new HashSet<>();
        Set<String> challenges = new HashSet<>();
        for (int i = 0; i < 20_000; i++) {
            Activation activation = begin(i, "c").orElseThrow();
            assertThat(activation.code()).matches("\\d{6}");
            codes.add(activation.code());
            challenges.add(activation.challenge());
        }
        assertThat(codes).hasSize(20_000);
        assertThat(challenges).hasSize(20_000);
        assertThat(activations.all()).hasSize(20_000);
    }

    @Test
    void a_device_keeps_its_code_while_it_lives_and_gets_another_one_after() {
        Activation first = begin(1, "c").orElseThrow();
        fleet.time.pass(Duration.ofMinutes(5).minusNanos(1));
        assertThat(begin(1, "c")).contains(first);
        fleet.time.pass(Duration.ofNanos(1));
        Activation second = begin(1, "c").orElseThrow();
        assertThat(second.code()).isNotEqualTo(first.code());
        assertThat(second.challenge()).isNotEqualTo(first.challenge());
        assertThat(activations.claim(first.code())).isEmpty();
    }

    @Test
    void the_same_address_with_another_client_id_is_another_device() {
        Activation one = begin(1, "c").orElseThrow();
        Activation other = begin(1, "d").orElseThrow();
        assertThat(other.code()).isNotEqualTo(one.code());
        assertThat(begin(1, "c")).contains(one);
    }

    @Test
    void one_address_does_not_take_all_codes_by_changing_its_client_id() {
        Activations few = activations(10);
        for (int i = 0; i < 1000; i++) {
            assertThat(few.begin(id(1), "c" + i, Reported.NOTHING, "192.0.2.3")).isPresent();
        }
        assertThat(few.all()).hasSize(3);
        assertThat(few.begin(id(2), "c", Reported.NOTHING, "192.0.2.3")).isPresent();
    }

    @Test
    void when_all_codes_are_taken_no_living_one_gives_way() {
        Activations few = activations(2);
        Activation first = few.begin(id(1), "c", Reported.NOTHING, "192.0.2.3").orElseThrow();
        few.begin(id(2), "c", Reported.NOTHING, "192.0.2.3");
        assertThat(few.begin(id(3), "c", Reported.NOTHING, "192.0.2.3")).isEmpty();
        assertThat(few.begin(id(1), "c", Reported.NOTHING, "192.0.2.3")).contains(first);
        fleet.time.pass(Duration.ofMinutes(5));
        assertThat(few.begin(id(3), "c", Reported.NOTHING, "192.0.2.3")).isPresent();
    }

    @Test
    void of_many_who_enter_a_code_at_once_one_succeeds() throws Exception {
        String code = begin(1, "c").orElseThrow().code();
        AtomicInteger succeeded = new AtomicInteger();
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(Thread.ofVirtual()
                    .start(() -> activations.claim(code).ifPresent(claim -> succeeded.incrementAndGet())));
        }
        for (Thread one : all) {
            one.join();
        }
        assertThat(succeeded).hasValue(1);
    }

    @Test
    void a_code_given_back_holds_and_a_settled_one_is_gone_with_all_others_of_its_address() {
        Activation one = begin(1, "c").orElseThrow();
        begin(1, "d");
        begin(2, "c");
        activations.claim(one.code()).orElseThrow().giveBack();
        activations.claim(one.code()).orElseThrow().settle();
        assertThat(activations.all()).extracting(Activation::device).containsExactly(id(2));
        assertThat(activations.claim(one.code())).isEmpty();
    }

    @Test
    void whoever_watches_is_told_once_of_every_device_that_begins_to_wait() {
        Activation first = begin(1, "c").orElseThrow();
        begin(1, "c");
        Activation second = begin(2, "c").orElseThrow();
        assertThat(begun).containsExactly(first, second);
        fleet.time.pass(Duration.ofMinutes(5));
        Activation anew = begin(1, "c").orElseThrow();
        assertThat(begun).endsWith(anew).hasSize(3);
    }

    private Optional<Activation> begin(int device, String clientId) {
        return activations.begin(id(device), clientId, Reported.NOTHING, "192.0.2.3");
    }

    private Activations activations(int limit) {
        return new Activations(Duration.ofMinutes(5), limit, fleet.time::nanoTime, fleet.clock, random, begun::add);
    }
}
