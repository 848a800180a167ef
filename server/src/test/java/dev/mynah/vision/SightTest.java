package dev.mynah.vision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.DeviceId;
import dev.mynah.support.Scheduler;
import dev.mynah.testing.FakeVisionModel;
import dev.mynah.testing.VirtualTime;
import dev.mynah.vision.SightOutcome.Seen;
import dev.mynah.vision.SightOutcome.Unseen;
import dev.mynah.vision.SightOutcome.Why;
import dev.mynah.voice.llm.Picture;
import dev.mynah.voice.llm.PictureQuestion;
import dev.mynah.voice.provider.ProviderException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SightTest {
    private static final PictureQuestion QUESTION = new PictureQuestion(
            Picture.of(new byte[] {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF}).orElseThrow(), "what", Locale.ENGLISH);

    private final VirtualTime time = new VirtualTime();
    private final FakeVisionModel model = new FakeVisionModel();
    private final BlockingQueue<SightOutcome> outcomes = new LinkedBlockingQueue<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final Sight sight =
            new Sight(model::present, time, Thread.ofVirtual().factory(), 3);

    private Sight.Entry enter(int device) {
        return sight.enter(
                DeviceId.parse("02:00:00:00:00:%02x".formatted(device)).orElseThrow());
    }

    private Scheduler.Cancellable look(int device) {
        return ((Sight.Place) enter(device)).look(QUESTION, outcomes::add);
    }

    private SightOutcome outcome() throws InterruptedException {
        SightOutcome outcome = outcomes.poll(20, TimeUnit.SECONDS);
        if (outcome == null) {
            throw new AssertionError("no outcome");
        }
        return outcome;
    }

    /** A model that thinks for ever. */
    private void thinks() {
        model.sees(asked -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
                return "never";
            } catch (InterruptedException stopped) {
                interrupted.countDown();
                throw stopped;
            }
        });
    }

    @Test
    void what_the_model_sees_is_told_and_the_place_is_free_again() throws Exception {
        model.sees(asked -> "A cat.");
        look(1);

        assertThat(outcome()).isEqualTo(new Seen("A cat."));
        assertThat(sight.looking()).isZero();
        assertThat(time.waiting()).isZero();
    }

    @Test
    void c85_a_device_is_answered_before_it_gives_up_and_the_model_is_told_to_stop() throws Exception {
        thinks();
        look(1);
        begun.await();
        time.pass(Sight.LONGEST);

        assertThat(outcome()).isEqualTo(new Unseen(Why.TOO_SLOW));
        assertThat(Sight.LONGEST).isLessThan(Duration.ofSeconds(30));
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(outcomes).isEmpty();
    }

    @Test
    void a_device_has_one_photo_looked_at_and_all_together_so_many() throws Exception {
        thinks();
        look(1);
        assertThat(enter(1)).isEqualTo(new Sight.Refused(Why.BUSY_WITH_DEVICE));
        assertThat(enter(2)).isInstanceOf(Sight.Place.class);
        assertThat(enter(3)).isInstanceOf(Sight.Place.class);
        assertThat(enter(4)).isEqualTo(new Sight.Refused(Why.BUSY));
    }

    @Test
    void a_place_that_is_given_back_twice_is_given_back_once() {
        Sight.Place first = (Sight.Place) enter(1);
        first.close();
        Sight.Place second = (Sight.Place) enter(1);
        first.close();

        assertThat(enter(1)).isEqualTo(new Sight.Refused(Why.BUSY_WITH_DEVICE));
        second.close();
        assertThat(sight.looking()).isZero();
    }

    @Test
    void work_that_is_called_off_stops_and_tells_nobody() throws Exception {
        thinks();
        Scheduler.Cancellable work = look(1);
        begun.await();
        work.cancel();

        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(outcomes.poll(50, TimeUnit.MILLISECONDS)).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "TIMEOUT, TOO_SLOW",
        "UNAVAILABLE, UNAVAILABLE",
        "PROTOCOL, UNAVAILABLE",
        "UNSUPPORTED, UNAVAILABLE",
        "REFUSED, REFUSED",
        "BUSY, BUSY"
    })
    void failures_are_told_in_words_of_our_own(ProviderException.Kind kind, Why why) throws Exception {
        model.sees(asked -> {
            throw new ProviderException("eyes", kind, "the key sk-secret is wrong");
        });
        look(1);

        assertThat(outcome()).isEqualTo(new Unseen(why));
        assertThat(why.words()).isNotBlank().doesNotContain("sk-");
    }

    @Test
    void a_defect_is_an_answer_too() throws Exception {
        model.sees(asked -> {
            throw new IllegalStateException("a bug");
        });
        look(1);

        assertThat(outcome()).isEqualTo(new Unseen(Why.UNAVAILABLE));
        assertThat(sight.looking()).isZero();
    }

    @Test
    void nobody_is_let_in_when_nobody_sees_and_a_model_may_go_while_a_photo_comes() throws Exception {
        Sight.Place place = (Sight.Place) enter(1);
        model.away(true);

        assertThat(sight.possible()).isFalse();
        assertThat(enter(2)).isEqualTo(new Sight.Refused(Why.NO_MODEL));
        place.look(QUESTION, outcomes::add);
        assertThat(outcome()).isEqualTo(new Unseen(Why.NO_MODEL));
    }
}
