package dev.mynah.voice.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.ListenMode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules when providers are late, silent or broken. */
class TurnFaultsTest {
    private final TurnMachine machine = new TurnMachine(TurnSettings.defaults());

    @Test
    void the_late_text_of_a_dropped_utterance_is_no_part_of_the_next_question() {
        machine.on(new TurnEvent.ListenStarted(ListenMode.AUTO));
        speak();
        machine.on(new TurnEvent.DeviceAborted());
        machine.on(new TurnEvent.SpeechStarted());
        assertThat(machine.on(new TurnEvent.Heard(1, "forget this"))).isEmpty();
        machine.on(stopped());
        assertThat(machine.on(new TurnEvent.Heard(2, "what time is it")))
                .contains(new TurnEffect.BeginReply(1, "what time is it"));
    }

    @Test
    void both_parts_of_a_question_with_a_pause_in_it_are_one() {
        machine.on(new TurnEvent.ListenStarted(ListenMode.AUTO));
        speak();
        machine.on(new TurnEvent.SpeechStarted());
        machine.on(new TurnEvent.Heard(1, "what time"));
        machine.on(stopped());
        assertThat(machine.on(new TurnEvent.Heard(2, "is it")))
                .contains(new TurnEffect.BeginReply(1, "what time is it"));
    }

    @Test
    void a_reply_that_said_nothing_is_apologised_for_as_no_answer() {
        question(ListenMode.AUTO);
        assertThat(machine.on(new TurnEvent.TimerFired(TurnTimer.REPLY)))
                .containsSubsequence(
                        new TurnEffect.Fence(2, CutReason.STALLED),
                        new TurnEffect.CancelReply(1),
                        new TurnEffect.BeginApology(2, Apology.NO_ANSWER));
    }

    @Test
    void a_reply_that_said_something_is_apologised_for_as_broken_off() {
        question(ListenMode.AUTO);
        machine.on(new TurnEvent.ReplyProgressed(1));
        assertThat(machine.on(new TurnEvent.TimerFired(TurnTimer.REPLY)))
                .contains(new TurnEffect.BeginApology(2, Apology.BROKEN_OFF));
    }

    @Test
    void an_apology_that_stalls_is_not_apologised_for() {
        question(ListenMode.AUTO);
        machine.on(new TurnEvent.TimerFired(TurnTimer.REPLY));
        List<TurnEffect> effects = machine.on(new TurnEvent.TimerFired(TurnTimer.REPLY));
        assertThat(effects).contains(new TurnEffect.Fence(3, CutReason.STALLED));
        assertThat(effects).noneMatch(TurnEffect.BeginApology.class::isInstance);
        assertThat(machine.replying()).isFalse();
    }

    @Test
    void a_paused_reply_is_not_given_up_while_the_user_speaks_into_it() {
        question(ListenMode.REALTIME);
        machine.on(new TurnEvent.SpeechStarted());
        assertThat(machine.on(new TurnEvent.TimerFired(TurnTimer.REPLY))).isEmpty();
        assertThat(machine.replying()).isTrue();
    }

    @Test
    void a_reply_paused_by_speech_goes_on_when_the_device_begins_to_listen_anew() {
        question(ListenMode.REALTIME);
        machine.on(new TurnEvent.SpeechStarted());
        assertThat(machine.on(new TurnEvent.ListenStarted(ListenMode.REALTIME)))
                .contains(new TurnEffect.DropUtterance(2), new TurnEffect.ResumePlayout());
    }

    private void question(ListenMode mode) {
        machine.on(new TurnEvent.ListenStarted(mode));
        speak();
        machine.on(new TurnEvent.Heard(1, "hello"));
    }

    private void speak() {
        machine.on(new TurnEvent.SpeechStarted());
        machine.on(stopped());
    }

    private static TurnEvent stopped() {
        return new TurnEvent.SpeechStopped(Duration.ofMillis(800));
    }
}
