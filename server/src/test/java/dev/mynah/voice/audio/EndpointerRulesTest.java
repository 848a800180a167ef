package dev.mynah.voice.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.mynah.voice.audio.Endpointer.Listening;
import dev.mynah.voice.audio.SpeechEvent.SpeechContinues;
import dev.mynah.voice.audio.SpeechEvent.SpeechStarted;
import dev.mynah.voice.audio.SpeechEvent.SpeechStopped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The rules to the frame, with a detector that calls everything loud speech. */
class EndpointerRulesTest {
    private boolean detectorClosed;
    private final SpeechDetector loud = new SpeechDetector() {
        @Override
        public boolean isSpeech(short[] frame) {
            assertThat(frame).hasSize(FRAME_SAMPLES);
            return NoiseFloor.level(frame) > -40;
        }

        @Override
        public void close() {
            detectorClosed = true;
        }
    };
    private final Endpointer endpointer = new Endpointer(loud, EndpointSettings.DEFAULT);
    private final List<SpeechEvent> events = new ArrayList<>();

    @AfterEach
    void the_detector_is_closed_with_it() {
        endpointer.close();
        assertThat(detectorClosed).isTrue();
    }

    @Test
    void six_voiced_frames_begin_an_utterance_and_five_do_not() {
        quiet(1_000);
        voice(100);
        quiet(1_000);
        assertThat(events).isEmpty();
        voice(120);
        assertThat(events).hasSize(1);
    }

    @Test
    void the_pre_roll_is_the_audio_before_the_first_voiced_frame() {
        quiet(1_000);
        voice(120);
        SpeechStarted started = (SpeechStarted) events.getFirst();
        assertThat(started.at()).isEqualTo(new AudioTime(16_000));
        assertThat(started.preRoll()).hasSize(16 * (400 + 120));
        assertThat(NoiseFloor.level(java.util.Arrays.copyOf(started.preRoll(), 6_400)))
                .isLessThan(-55);
    }

    @Test
    void there_is_no_more_pre_roll_than_there_was_audio() {
        quiet(100);
        voice(120);
        assertThat(((SpeechStarted) events.getFirst()).preRoll()).hasSize(16 * 220);
    }

    @Test
    void the_end_comes_after_the_silence_and_says_when_the_voice_ended() {
        quiet(1_000);
        voice(500);
        quiet(680);
        assertThat(events).noneMatch(SpeechStopped.class::isInstance);
        quiet(20);
        SpeechStopped stopped = (SpeechStopped) events.getLast();
        assertThat(stopped.at().millis()).isEqualTo(2_200);
        assertThat(stopped.silenceWindow()).isEqualTo(Duration.ofMillis(700));
        assertThat(stopped.endOfVoice().millis()).isEqualTo(1_500);
    }

    @Test
    void the_silence_can_be_chosen() {
        Endpointer patient = new Endpointer(loud, EndpointSettings.DEFAULT.withEndSilence(Duration.ofMillis(1_200)));
        List<SpeechEvent> heard = new ArrayList<>(patient.accept(quietSamples(1_000)));
        heard.addAll(patient.accept(Sound.noise(-20, 8_000, 1)));
        heard.addAll(patient.accept(quietSamples(1_180)));
        assertThat(heard).noneMatch(SpeechStopped.class::isInstance);
        heard.addAll(patient.accept(quietSamples(20)));
        assertThat(heard.getLast()).isInstanceOf(SpeechStopped.class);
    }

    @Test
    void a_click_does_not_hold_an_utterance_open() {
        quiet(1_000);
        voice(300);
        quiet(400);
        voice(20);
        quiet(280);
        assertThat(events.getLast()).isInstanceOf(SpeechStopped.class);
    }

    @Test
    void voice_within_the_silence_starts_it_anew() {
        quiet(1_000);
        voice(300);
        quiet(600);
        voice(40);
        quiet(680);
        assertThat(events).noneMatch(SpeechStopped.class::isInstance);
    }

    @Test
    void an_endless_talker_is_cut_after_thirty_seconds_and_heard_on() {
        quiet(1_000);
        voice(31_100);
        assertThat(events)
                .filteredOn(event -> !(event instanceof SpeechContinues))
                .hasExactlyElementsOfTypes(SpeechStarted.class, SpeechStopped.class, SpeechStarted.class);
        List<short[]> all = new ArrayList<>(EndpointerTest.utterances(events));
        assertThat(all.getFirst()).hasSize(16 * (400 + 30_000));
        quiet(700);
        all = EndpointerTest.utterances(events);
        assertThat(all.get(0).length + all.get(1).length).isEqualTo(16 * (400 + 31_100 + 700));
    }

    @Test
    void a_sound_that_never_dips_becomes_the_room() {
        quiet(1_000);
        hear(Sound.noise(-20, 16 * 10_000, 8));
        assertThat(((SpeechStopped) events.getLast()).at().millis()).isBetween(4_000L, 6_000L);
    }

    @Test
    void a_packet_of_three_frames_makes_one_event() {
        quiet(1_000);
        voice(300);
        events.clear();
        voice(60);
        assertThat(events).hasSize(1);
        assertThat(((SpeechContinues) events.getFirst()).samples()).hasSize(960);
    }

    @Test
    void stopping_in_the_middle_ends_the_utterance_with_every_sample() {
        quiet(1_000);
        voice(300);
        events.addAll(endpointer.accept(new short[107]));
        events.addAll(endpointer.stop());
        assertThat(events.getLast()).isInstanceOf(SpeechStopped.class);
        assertThat(EndpointerTest.utterances(events).getFirst()).hasSize(16 * 700 + 107);
        assertThat(endpointer.stop()).isEmpty();
    }

    @Test
    void stopping_when_nobody_speaks_is_nothing() {
        quiet(1_000);
        assertThat(endpointer.stop()).isEmpty();
    }

    @Test
    void a_held_button_is_cut_after_thirty_seconds_and_the_rest_is_not_heard() {
        events.addAll(endpointer.listen(Listening.HELD));
        voice(32_000);
        assertThat(events).filteredOn(SpeechStopped.class::isInstance).hasSize(1);
        assertThat(EndpointerTest.utterances(events).getFirst()).hasSize(16 * 30_000);
        assertThat(endpointer.stop()).isEmpty();
        assertThat(endpointer.listen(Listening.HELD)).hasSize(1);
    }

    @Test
    void a_held_button_without_any_audio_is_an_utterance_of_nothing() {
        assertThat(endpointer.listen(Listening.HELD))
                .singleElement()
                .isInstanceOfSatisfying(SpeechStarted.class, started -> assertThat(started.preRoll())
                        .isEmpty());
        assertThat(endpointer.stop()).last().isInstanceOfSatisfying(SpeechStopped.class, stopped -> assertThat(
                        stopped.voiced())
                .isFalse());
    }

    @Test
    void listening_anew_drops_what_was_heard_before_and_keeps_the_time() {
        quiet(1_000);
        voice(80);
        assertThat(endpointer.listen(Listening.AUTOMATIC)).isEmpty();
        assertThat(endpointer.now()).isEqualTo(new AudioTime(16 * 1_080));
        voice(80);
        assertThat(events).isEmpty();
        voice(40);
        SpeechStarted started = (SpeechStarted) events.getFirst();
        assertThat(started.at().millis()).isEqualTo(1_080);
        assertThat(started.preRoll()).hasSize(16 * 120);
    }

    @Test
    void a_reset_forgets_the_utterance() {
        quiet(1_000);
        voice(300);
        endpointer.reset();
        events.clear();
        quiet(1_000);
        assertThat(events).isEmpty();
    }

    @Test
    void settings_that_can_never_hold_are_refused() {
        Duration frame = Duration.ofMillis(20);
        Duration second = Duration.ofSeconds(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EndpointSettings(second, frame, second, frame, second.plus(second), 6));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new EndpointSettings(frame, second, second, frame, second, 6));
        assertThatIllegalArgumentException().isThrownBy(() -> EndpointSettings.DEFAULT.withEndSilence(Duration.ZERO));
    }

    private void quiet(int millis) {
        hear(quietSamples(millis));
    }

    /** Loud with a dip after every 160 ms, as syllables have it: what never dips becomes the room. */
    private void voice(int millis) {
        short[] samples = Sound.noise(-20, 16 * millis, 8);
        short[] dips = quietSamples(millis);
        for (int dip = 16 * 160; dip + 640 <= samples.length; dip += 16 * 200) {
            System.arraycopy(dips, dip, samples, dip, 640);
        }
        hear(samples);
    }

    private void hear(short[] samples) {
        events.addAll(EndpointerTest.feed(endpointer, samples, 960));
    }

    private static short[] quietSamples(int millis) {
        return Sound.noise(-62, 16 * millis, 9);
    }
}
