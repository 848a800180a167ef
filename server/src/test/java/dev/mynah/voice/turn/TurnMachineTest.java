package dev.mynah.voice.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.ListenMode;
import dev.mynah.voice.turn.TurnEffect.Arm;
import dev.mynah.voice.turn.TurnEffect.Disarm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;

class TurnMachineTest {
    private final TurnMachine machine = new TurnMachine(TurnSettings.defaults());

    @Test
    void an_utterance_in_auto_mode_is_heard_shown_and_answered() {
        on(new TurnEvent.ListenStarted(ListenMode.AUTO));
        assertThat(on(new TurnEvent.SpeechStarted())).containsExactly(new TurnEffect.OpenUtterance(1));
        assertThat(on(stopped(1200))).containsExactly(new TurnEffect.FinishUtterance(1));
        assertThat(on(new TurnEvent.Heard(1, "what time is it")))
                .containsExactly(
                        new TurnEffect.ShowHeard("what time is it"), new TurnEffect.BeginReply(1, "what time is it"));
    }

    @Test
    void push_to_talk_hears_everything_between_press_and_release() {
        assertThat(on(new TurnEvent.ListenStarted(ListenMode.MANUAL)))
                .containsExactly(new TurnEffect.ResetListening(), new TurnEffect.OpenUtterance(1));
        assertThat(on(new TurnEvent.SpeechStarted())).isEmpty();
        assertThat(on(stopped(500))).as("a pause does not end it").isEmpty();
        assertThat(on(new TurnEvent.ListenStopped())).containsExactly(new TurnEffect.FinishUtterance(1));
        assertThat(on(new TurnEvent.Heard(1, "hello"))).contains(new TurnEffect.BeginReply(1, "hello"));
    }

    @Test
    void an_abort_fences_before_it_cancels() {
        speaking(ListenMode.AUTO);
        assertThat(on(new TurnEvent.DeviceAborted()))
                .startsWith(new TurnEffect.Fence(2, CutReason.DEVICE_ABORT), new TurnEffect.CancelReply(1));
        assertThat(machine.replying()).isFalse();
        assertThat(machine.listens()).isTrue();
    }

    @Test
    void c42_an_abort_when_nothing_plays_and_a_second_one_do_nothing() {
        on(new TurnEvent.ListenStarted(ListenMode.AUTO));
        assertThat(on(new TurnEvent.DeviceAborted())).containsExactly(new TurnEffect.ResetListening());
        assertThat(on(new TurnEvent.DeviceAborted())).containsExactly(new TurnEffect.ResetListening());
    }

    @Test
    void an_abort_while_the_user_speaks_forgets_what_was_said() {
        on(new TurnEvent.ListenStarted(ListenMode.AUTO));
        on(new TurnEvent.SpeechStarted());
        assertThat(on(new TurnEvent.DeviceAborted())).contains(new TurnEffect.DropUtterance(1));
        assertThat(on(new TurnEvent.Heard(1, "late"))).isEmpty();
    }

    @Test
    void pressing_the_button_while_the_device_speaks_interrupts_it_without_an_abort() {
        speaking(ListenMode.MANUAL);
        assertThat(on(new TurnEvent.ListenStarted(ListenMode.MANUAL)))
                .contains(new TurnEffect.Fence(2, CutReason.SUPERSEDED), new TurnEffect.OpenUtterance(2));
    }

    @Test
    void c34_a_greeting_survives_the_listen_start_that_follows_the_wake_word() {
        TurnMachine greeting = new TurnMachine(new TurnSettings(
                "I am listening.",
                Duration.ofSeconds(100),
                Duration.ofSeconds(40),
                Duration.ofSeconds(20),
                Duration.ofSeconds(20),
                Duration.ofMillis(500),
                Duration.ofSeconds(2)));
        assertThat(greeting.on(new TurnEvent.WakeWordHeard()))
                .as("c37: the device ignores tts start before its first listen")
                .noneMatch(TurnEffect.BeginAnnouncement.class::isInstance);
        assertThat(greeting.on(new TurnEvent.ListenStarted(ListenMode.AUTO)))
                .contains(new TurnEffect.BeginAnnouncement(1, "I am listening."));
        assertThat(greeting.replying()).isTrue();
    }

    @Test
    void a_typed_question_waits_for_the_first_listen_but_not_for_ever() {
        assertThat(on(new TurnEvent.TextEntered("what time is it"))).isEmpty();
        assertThat(on(new TurnEvent.TimerFired(TurnTimer.FIRST_LISTEN)))
                .contains(new TurnEffect.BeginReply(1, "what time is it"));
    }

    @Test
    void in_realtime_a_long_interruption_pauses_then_cuts_when_it_has_words() {
        speaking(ListenMode.REALTIME);
        assertThat(on(new TurnEvent.SpeechStarted()))
                .containsExactly(new TurnEffect.PausePlayout(), new TurnEffect.OpenUtterance(2));
        assertThat(on(stopped(900))).contains(new TurnEffect.FinishUtterance(2));
        assertThat(on(new TurnEvent.Heard(2, "stop that")))
                .containsSubsequence(
                        new TurnEffect.Fence(2, CutReason.BARGE_IN),
                        new TurnEffect.CancelReply(1),
                        new TurnEffect.BeginReply(2, "stop that"));
    }

    @Test
    void in_realtime_a_cough_only_pauses() {
        speaking(ListenMode.REALTIME);
        on(new TurnEvent.SpeechStarted());
        assertThat(on(stopped(300))).containsExactly(new TurnEffect.DropUtterance(2), new TurnEffect.ResumePlayout());
    }

    @Test
    void in_realtime_noise_without_words_resumes_after_two_seconds_or_when_it_is_known() {
        speaking(ListenMode.REALTIME);
        on(new TurnEvent.SpeechStarted());
        on(stopped(900));
        assertThat(on(new TurnEvent.TimerFired(TurnTimer.FALSE_INTERRUPTION)))
                .containsExactly(new TurnEffect.ResumePlayout());
        assertThat(on(new TurnEvent.Heard(2, ""))).isEmpty();
        assertThat(machine.replying()).isTrue();
    }

    @Test
    void c44_realtime_goes_on_listening_after_the_reply() {
        speaking(ListenMode.REALTIME);
        on(new TurnEvent.PlayoutFinished(1));
        assertThat(machine.listens()).isTrue();
        assertThat(on(new TurnEvent.SpeechStarted())).containsExactly(new TurnEffect.OpenUtterance(2));
    }

    @Test
    void c45_while_speaking_only_realtime_listens() {
        speaking(ListenMode.AUTO);
        assertThat(machine.listens()).isFalse();
        assertThat(on(new TurnEvent.SpeechStarted())).isEmpty();
    }

    @Test
    void words_after_a_short_pause_belong_to_the_same_question() {
        on(new TurnEvent.ListenStarted(ListenMode.AUTO));
        on(new TurnEvent.SpeechStarted());
        on(stopped(800));
        assertThat(on(new TurnEvent.SpeechStarted())).containsExactly(new TurnEffect.OpenUtterance(2));
        assertThat(on(new TurnEvent.Heard(1, "turn on"))).isEmpty();
        on(stopped(800));
        assertThat(on(new TurnEvent.Heard(2, "the light"))).contains(new TurnEffect.BeginReply(1, "turn on the light"));
    }

    @Test
    void silence_is_answered_with_silence() {
        on(new TurnEvent.ListenStarted(ListenMode.AUTO));
        on(new TurnEvent.SpeechStarted());
        on(stopped(300));
        assertThat(on(new TurnEvent.Heard(1, ""))).isEmpty();
        assertThat(machine.replying()).isFalse();
    }

    @Test
    void a_recogniser_that_fails_or_never_answers_is_apologised_for() {
        on(new TurnEvent.ListenStarted(ListenMode.AUTO));
        on(new TurnEvent.SpeechStarted());
        on(stopped(800));
        assertThat(on(new TurnEvent.TimerFired(TurnTimer.RECOGNITION)))
                .containsExactly(
                        new TurnEffect.DropUtterance(1), new TurnEffect.BeginApology(1, Apology.NOT_UNDERSTOOD));
        assertThat(on(new TurnEvent.Heard(1, "too late"))).isEmpty();
    }

    @Test
    void a_reply_without_progress_is_cut_and_apologised_for_once() {
        speaking(ListenMode.AUTO);
        assertThat(on(new TurnEvent.TimerFired(TurnTimer.REPLY)))
                .containsExactly(
                        new TurnEffect.Fence(2, CutReason.STALLED),
                        new TurnEffect.CancelReply(1),
                        new TurnEffect.BeginApology(2, Apology.NO_ANSWER));
        assertThat(on(new TurnEvent.TimerFired(TurnTimer.REPLY)))
                .containsExactly(new TurnEffect.Fence(3, CutReason.STALLED), new TurnEffect.CancelReply(2));
        assertThat(machine.replying()).isFalse();
    }

    @Test
    void c54_a_quiet_channel_is_closed_before_the_device_takes_it_for_dead() {
        List<TurnEffect> effects = machine.on(new TurnEvent.ListenStarted(ListenMode.AUTO));
        assertThat(effects).contains(new Arm(TurnTimer.IDLE, Duration.ofSeconds(100)));
        assertThat(on(new TurnEvent.TimerFired(TurnTimer.IDLE)))
                .containsExactly(new TurnEffect.EndChannel(TurnEffect.EndReason.IDLE));
    }

    @Test
    void good_bye_ends_the_channel_after_its_answer_was_heard() {
        speaking(ListenMode.AUTO);
        on(new TurnEvent.FarewellRequested());
        assertThat(on(new TurnEvent.PlayoutFinished(1)))
                .containsExactly(new TurnEffect.EndChannel(TurnEffect.EndReason.FAREWELL));
    }

    @Test
    void an_announcement_waits_until_nobody_speaks() {
        speaking(ListenMode.AUTO);
        assertThat(on(new TurnEvent.AnnouncementRequested("Your timer is done.")))
                .isEmpty();
        assertThat(on(new TurnEvent.PlayoutFinished(1)))
                .contains(new TurnEffect.BeginAnnouncement(2, "Your timer is done."));
    }

    @Test
    void whatever_happens_in_whatever_order_the_rules_hold() {
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(20260101);
        for (int run = 0; run < 2_000; run++) {
            TurnInvariants invariants = new TurnInvariants(new TurnMachine(TurnSettings.defaults()));
            for (int step = 0; step < 60; step++) {
                invariants.step(random);
            }
        }
    }

    /** A first question was asked in that mode and is being answered. */
    private void speaking(ListenMode mode) {
        on(new TurnEvent.ListenStarted(mode));
        on(new TurnEvent.SpeechStarted());
        on(mode == ListenMode.MANUAL ? new TurnEvent.ListenStopped() : stopped(800));
        on(new TurnEvent.Heard(1, "hello"));
    }

    private static TurnEvent stopped(long millis) {
        return new TurnEvent.SpeechStopped(Duration.ofMillis(millis));
    }

    /** The effects that are not about timers. */
    private List<TurnEffect> on(TurnEvent event) {
        List<TurnEffect> effects = new ArrayList<>(machine.on(event));
        effects.removeIf(effect -> effect instanceof Arm || effect instanceof Disarm);
        return effects;
    }
}
