package dev.mynah.voice.stt.sphinx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.voice.provider.ProviderException;
import dev.mynah.voice.provider.ProviderException.Kind;
import dev.mynah.voice.stt.sphinx.Seating.Turn;
import dev.mynah.voice.stt.sphinx.SphinxSpeechToText.Limits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;

/** Who is heard when, without anybody who hears: one worker with two seats, one place in line, a second of buffer. */
class SeatingTest {
    private static final int SECOND = 16_000;

    private final Seating seating = new Seating(new Limits(1, 2, 1, Duration.ofSeconds(1), Duration.ofSeconds(2)));
    private final Worker worker = new Worker("", seating, new Random(1), () -> {});

    private Turn next() {
        return Objects.requireNonNull(seating.next(worker));
    }

    private static ProviderException finishing(Utterance utterance) {
        try {
            utterance.finish();
        } catch (ProviderException e) {
            return e;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        throw new AssertionError("finished");
    }

    /** Says that it is complete, which alone would wait for the text. */
    private static Thread finish(Utterance utterance) {
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                utterance.finish();
            } catch (ProviderException | InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        return thread;
    }

    @Test
    void audio_is_handed_out_in_order_and_in_turns_of_a_quarter_second_at_most() throws Exception {
        Utterance utterance = seating.open();
        utterance.accept(new short[] {1, 2, 3});
        utterance.accept(new short[SECOND / 4]);
        Turn first = next();
        assertThat(first.utterance()).isSameAs(utterance);
        assertThat(first.samples()).hasSize(3840).startsWith((short) 1, (short) 2, (short) 3);
        assertThat(first.last()).isFalse();
        assertThat(next().samples()).hasSize(3 + 4000 - 3840);
    }

    @Test
    void who_said_nothing_is_answered_at_once_whoever_has_the_seats() throws Exception {
        Utterance silent = seating.open();
        silent.accept(new short[0]);
        pausing();
        pausing();
        assertThat(silent.finish().text()).isEmpty();
    }

    @Test
    void who_has_finished_does_not_wait_for_those_who_only_pause() throws Exception {
        Utterance first = pausing();
        Utterance second = pausing();
        Utterance done = seating.open();
        done.accept(new short[100]);
        Thread waiting = finish(done);

        Turn turn = next();
        assertThat(turn.utterance()).isSameAs(done);
        assertThat(turn.last()).isTrue();
        done.heard("yes");
        waiting.join();
        first.accept(new short[100]);
        assertThat(next().utterance()).isSameAs(first);
        second.accept(new short[100]);
        assertThat(next().utterance()).isSameAs(second);
    }

    /** Has a seat, and everything it said so far was taken. */
    private Utterance pausing() throws ProviderException {
        Utterance utterance = seating.open();
        utterance.accept(new short[100]);
        assertThat(next().utterance()).isSameAs(utterance);
        return utterance;
    }

    @Test
    void a_complete_utterance_goes_first_and_its_last_turn_is_told() throws Exception {
        Utterance long1 = seating.open();
        Utterance done = seating.open();
        long1.accept(new short[SECOND / 2]);
        done.accept(new short[100]);
        Thread waiting = finish(done);
        Turn turn = next();
        assertThat(turn.utterance()).isSameAs(done);
        assertThat(turn.last()).isTrue();
        done.heard("yes");
        waiting.join();
        assertThat(done.finish().text()).isEqualTo("yes");
        assertThat(next().utterance()).isSameAs(long1);
    }

    @Test
    void among_those_who_speak_the_one_furthest_behind_is_served() throws Exception {
        Utterance little = seating.open();
        Utterance much = seating.open();
        little.accept(new short[960]);
        much.accept(new short[1920]);
        assertThat(next().utterance()).isSameAs(much);
        assertThat(next().utterance()).isSameAs(little);
    }

    @Test
    void beyond_seats_and_line_it_is_busy_until_somebody_leaves() throws Exception {
        List<Utterance> open = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            open.add(seating.open());
        }
        assertThatThrownBy(seating::open).isInstanceOfSatisfying(ProviderException.class, e -> assertThat(e.kind())
                .isEqualTo(Kind.BUSY));
        open.getFirst().close();
        open.getFirst().close();
        seating.open();
        assertThatThrownBy(seating::open).isInstanceOf(ProviderException.class);
    }

    @Test
    void who_waits_in_line_gets_the_first_free_seat_and_loses_no_audio() throws Exception {
        Utterance one = seating.open();
        Utterance two = seating.open();
        Utterance three = seating.open();
        one.accept(new short[3]);
        two.accept(new short[2]);
        three.accept(new short[1000]);
        assertThat(next().utterance()).isSameAs(one);
        assertThat(seating.beams()).isEqualTo(Beams.NARROW);
        one.close();
        assertThat(next().utterance()).isSameAs(three);
        assertThat(seating.beams()).isEqualTo(Beams.WIDE);
    }

    @Test
    void whoever_is_silent_takes_no_seat() throws Exception {
        seating.open();
        seating.open();
        Utterance speaking = seating.open();
        speaking.accept(new short[1]);
        assertThat(next().utterance()).isSameAs(speaking);
    }

    @Test
    void an_utterance_that_decoding_lags_behind_too_far_fails_alone() throws Exception {
        Utterance slow = seating.open();
        Utterance other = seating.open();
        slow.accept(new short[SECOND]);
        slow.accept(new short[1]);
        slow.accept(new short[1]);
        other.accept(new short[1]);
        assertThat(finishing(slow).kind()).isEqualTo(Kind.BUSY);
        assertThat(next().utterance()).isSameAs(other);
    }

    @Test
    void two_seconds_of_undecoded_audio_call_for_haste() throws Exception {
        Seating roomy = new Seating(new Limits(1, 2, 1, Duration.ofSeconds(30), Duration.ofSeconds(2)));
        Utterance utterance = roomy.open();
        utterance.accept(new short[2 * SECOND]);
        assertThat(roomy.next(new Worker("", roomy, new Random(1), () -> {}))).isNotNull();
        assertThat(roomy.beams()).isEqualTo(Beams.WIDE);
        utterance.accept(new short[SECOND]);
        assertThat(roomy.beams()).isEqualTo(Beams.NARROW);
    }

    @Test
    void closing_fails_everybody_and_sends_the_workers_home() throws Exception {
        Utterance seated = seating.open();
        seated.accept(new short[1]);
        next();
        Utterance waiting = seating.open();
        FutureTask<Boolean> ends = new FutureTask<>(() -> seating.next(worker) == null);
        Thread.ofVirtual().start(ends);
        seating.close();
        assertThat(ends.get()).isTrue();
        assertThat(finishing(seated).kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(finishing(waiting).kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThatThrownBy(seating::open).isInstanceOf(ProviderException.class);
    }
}
