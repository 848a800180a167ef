package dev.mynah.voice.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.voice.provider.ProviderException.Kind;
import dev.mynah.voice.provider.ProviderHealth.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class ProviderChainTest {
    private final AtomicLong now = new AtomicLong(-5);
    private final RecordedEvents events = new RecordedEvents();
    private final List<String> asked = new ArrayList<>();
    private final ProviderChain<String> chain =
            new ProviderChain<>(Stage.CHAT, List.of("a", "b"), name -> name, now::get, events);

    private void turn(Kind kind, String... broken) throws ProviderException, InterruptedException {
        Set<String> failing = Set.of(broken);
        asked.clear();
        chain.firstOf(
                _ -> true,
                (name, _) -> {
                    asked.add(name);
                    if (failing.contains(name)) {
                        throw new ProviderException(name, kind, name + " is down");
                    }
                },
                () -> true);
    }

    private List<State> states() {
        return chain.health().stream().map(ProviderHealth::state).toList();
    }

    private void seconds(long seconds) {
        now.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }

    @Test
    void the_second_is_asked_only_when_the_first_fails() throws Exception {
        turn(Kind.TIMEOUT);
        assertThat(asked).containsExactly("a");
        turn(Kind.TIMEOUT, "a");
        assertThat(asked).containsExactly("a", "b");
        assertThat(events.all).containsExactly("a CHAT 0", "a CHAT TIMEOUT", "b CHAT 0");
    }

    @Test
    void the_last_failure_is_told_when_all_fail() {
        assertThatThrownBy(() -> turn(Kind.TIMEOUT, "a", "b")).hasMessage("b is down");
    }

    @Test
    void a_provider_rests_after_three_failures_in_a_row() throws Exception {
        turn(Kind.TIMEOUT, "a");
        turn(Kind.TIMEOUT, "a");
        turn(Kind.TIMEOUT);
        for (int each = 0; each < 3; each++) {
            turn(Kind.UNAVAILABLE, "a");
            assertThat(asked).containsExactly("a", "b");
        }
        turn(Kind.UNAVAILABLE, "a");
        assertThat(asked).containsExactly("b");
        assertThat(states()).containsExactly(State.RESTING, State.WORKING);
        assertThat(chain.health().getFirst())
                .isEqualTo(new ProviderHealth("a", Stage.CHAT, State.RESTING, 3, "a is down"));
    }

    @Test
    void after_its_rest_a_provider_is_tried_again_and_rests_again_when_it_still_fails() throws Exception {
        rest("a");
        seconds(29);
        turn(Kind.TIMEOUT, "a");
        assertThat(asked).containsExactly("b");
        seconds(1);
        assertThat(states()).containsExactly(State.ON_TRIAL, State.WORKING);
        turn(Kind.TIMEOUT, "a");
        assertThat(asked).containsExactly("a", "b");
        turn(Kind.TIMEOUT, "a");
        assertThat(asked).containsExactly("b");
        seconds(30);
        turn(Kind.TIMEOUT);
        assertThat(asked).containsExactly("a");
        assertThat(states()).containsExactly(State.WORKING, State.WORKING);
    }

    @Test
    void only_one_turn_at_a_time_tries_a_rested_provider() throws Exception {
        rest("a");
        seconds(30);
        var trial = chain.trials(_ -> true).next();
        assertThat(trial.provider()).isEqualTo("a");
        turn(Kind.TIMEOUT);
        assertThat(asked).containsExactly("b");
        trial.abandoned();
        turn(Kind.TIMEOUT);
        assertThat(asked).containsExactly("a");
    }

    @Test
    void nobody_is_asked_twice_in_one_turn() {
        assertThatThrownBy(() -> rest("a", "b")).isInstanceOf(ProviderException.class);
        seconds(30);
        chain.trials(_ -> true).next(); // a, by another turn
        assertThatThrownBy(() -> turn(Kind.TIMEOUT, "a", "b")).hasMessage("b is down");
        assertThat(asked).containsExactly("b");
    }

    @Test
    void when_all_rest_the_first_is_asked_all_the_same() {
        for (int each = 0; each < 3; each++) {
            assertThatThrownBy(() -> turn(Kind.TIMEOUT, "a", "b")).isInstanceOf(ProviderException.class);
        }
        assertThatThrownBy(() -> turn(Kind.TIMEOUT, "a", "b")).hasMessage("a is down");
        assertThat(asked).containsExactly("a");
    }

    @Test
    void to_be_busy_or_not_made_for_it_is_no_reason_to_rest() throws Exception {
        for (int each = 0; each < 5; each++) {
            turn(Kind.BUSY, "a");
            turn(Kind.UNSUPPORTED, "a");
        }
        assertThat(states()).containsExactly(State.WORKING, State.WORKING);
    }

    @Test
    void a_failure_after_something_was_handed_on_is_final() {
        assertThatThrownBy(() -> chain.firstOf(
                        _ -> true,
                        (name, _) -> {
                            throw new ProviderException(name, Kind.TIMEOUT, name + " stalled");
                        },
                        () -> false))
                .hasMessage("a stalled");
    }

    @Test
    void a_defect_of_a_provider_is_a_failure_and_a_cancelled_turn_is_none() throws Exception {
        chain.firstOf(
                _ -> true,
                (name, _) -> {
                    if (name.equals("a")) {
                        throw new IllegalStateException("bug");
                    }
                },
                () -> true);
        assertThat(events.all).containsExactly("a CHAT PROTOCOL", "b CHAT 0");
        assertThatThrownBy(() -> chain.firstOf(
                        _ -> true,
                        (_, _) -> {
                            throw new InterruptedException();
                        },
                        () -> true))
                .isInstanceOf(InterruptedException.class);
        assertThat(events.all).hasSize(2);
    }

    @Test
    void the_time_to_the_first_of_the_answer_is_told() throws Exception {
        chain.firstOf(
                _ -> true,
                (_, answered) -> {
                    now.addAndGet(40);
                    answered.run();
                    now.addAndGet(1000);
                    answered.run();
                },
                () -> false);
        assertThat(events.all).containsExactly("a CHAT 40");
    }

    @Test
    void providers_that_do_not_suit_are_not_asked() throws Exception {
        chain.firstOf(name -> name.equals("b"), (name, _) -> asked.add(name), () -> true);
        assertThat(asked).containsExactly("b");
        assertThatThrownBy(() -> chain.firstOf(_ -> false, (_, _) -> {}, () -> true))
                .isInstanceOfSatisfying(
                        ProviderException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNSUPPORTED));
    }

    private void rest(String... broken) throws ProviderException, InterruptedException {
        ProviderException last = null;
        for (int each = 0; each < 3; each++) {
            try {
                turn(Kind.TIMEOUT, broken);
            } catch (ProviderException e) {
                last = e;
            }
        }
        if (last != null) {
            throw last;
        }
    }
}
