package dev.mynah.provisioning;

import static dev.mynah.testing.MemoryFleet.MEMBER;
import static dev.mynah.testing.MemoryFleet.OWNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.access.Actor;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import dev.mynah.testing.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GuessesTest {
    private final VirtualTime time = new VirtualTime();
    private final Guesses guesses = new Guesses(time::nanoTime);

    @Test
    void after_ten_wrong_codes_somebody_has_to_wait_and_is_told_how_long() {
        for (int i = 0; i < 10; i++) {
            assertThat(wrong(MEMBER)).isTrue();
        }
        time.pass(Duration.ofMinutes(10));
        assertThatThrownBy(() -> guesses.attempt(MEMBER, () -> Optional.of("right")))
                .isInstanceOfSatisfying(RefusedException.class, no -> {
                    assertThat(no.code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS);
                    assertThat(no.details()).containsEntry("retry_after_seconds", 3001L);
                });
        assertThat(wrong(OWNER)).as("others do not").isTrue();
        time.pass(Duration.ofMinutes(51));
        assertThat(wrong(MEMBER)).isTrue();
    }

    @Test
    void right_codes_do_not_count() {
        for (int i = 0; i < 1000; i++) {
            assertThat(guesses.attempt(MEMBER, () -> Optional.of("right"))).isPresent();
        }
    }

    @Test
    void an_address_with_many_accounts_and_many_of_both_are_limited_too() {
        int fromOne = 0;
        for (int i = 0; i < 50; i++) {
            fromOne += wrong(new Actor(Actor.Kind.USER, "u" + i, "u", "192.0.2.9")) ? 1 : 0;
        }
        assertThat(fromOne).isEqualTo(20);
        int inAll = fromOne;
        for (int i = 0; i < 500; i++) {
            inAll += wrong(new Actor(Actor.Kind.USER, "v" + i, "v", "192.0.2." + i)) ? 1 : 0;
        }
        assertThat(inAll).isEqualTo(100);
    }

    @Test
    void a_burst_counts_as_much_as_one_after_another() throws Exception {
        AtomicInteger tried = new AtomicInteger();
        List<Thread> all = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            all.add(Thread.ofVirtual().start(() -> tried.addAndGet(wrong(MEMBER) ? 1 : 0)));
        }
        for (Thread one : all) {
            one.join();
        }
        assertThat(tried).hasValue(10);
    }

    /** Enters a wrong code; false when it was not even looked at. */
    private boolean wrong(Actor who) {
        try {
            guesses.attempt(who, Optional::empty);
            return true;
        } catch (RefusedException tooMany) {
            return false;
        }
    }
}
