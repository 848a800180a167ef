package dev.mynah.voice.turn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.ListenMode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Feeds a machine random events, as a device and its providers might send them, and checks what must always hold. */
final class TurnInvariants {
    private final TurnMachine machine;
    private final Set<Long> begun = new HashSet<>();
    private long lastUtterance;
    private long openUtterance;
    private long fence;

    TurnInvariants(TurnMachine machine) {
        this.machine = machine;
    }

    void step(RandomGenerator random) {
        TurnEvent event = event(random);
        boolean replyingBefore = machine.replying();
        long epochBefore = machine.epoch();
        List<TurnEffect> effects = machine.on(event);
        boolean ended = false;
        for (TurnEffect effect : effects) {
            ended |= check(effect);
        }
        boolean finished = event instanceof TurnEvent.PlayoutFinished done && done.epoch() == epochBefore;
        if (replyingBefore && machine.epoch() > epochBefore && !finished) {
            assertThat(ended)
                    .as("a reply gives way only behind the fence: %s", event)
                    .isTrue();
        }
    }

    private boolean check(TurnEffect effect) {
        switch (effect) {
            case TurnEffect.BeginReply reply -> begin(reply.epoch());
            case TurnEffect.BeginAnnouncement announcement -> begin(announcement.epoch());
            case TurnEffect.BeginApology apology -> begin(apology.epoch());
            case TurnEffect.Fence raised -> {
                assertThat(raised.minimumEpoch()).isGreaterThan(fence);
                fence = raised.minimumEpoch();
                return true;
            }
            case TurnEffect.CancelReply cancelled ->
                assertThat(cancelled.epoch()).as("fence first, cancel second").isLessThan(fence);
            case TurnEffect.OpenUtterance open -> {
                assertThat(open.utterance()).isGreaterThan(lastUtterance);
                lastUtterance = open.utterance();
                openUtterance = open.utterance();
            }
            case TurnEffect.FinishUtterance finish ->
                assertThat(finish.utterance()).isEqualTo(openUtterance);
            case TurnEffect other -> {}
        }
        return false;
    }

    private void begin(long epoch) {
        assertThat(begun.add(epoch)).as("an epoch begins once").isTrue();
        assertThat(epoch).as("nothing begins behind the fence").isGreaterThanOrEqualTo(fence);
    }

    private TurnEvent event(RandomGenerator random) {
        long utterance = Math.max(1, lastUtterance - random.nextInt(2));
        return switch (random.nextInt(14)) {
            case 0 -> new TurnEvent.ListenStarted(any(random, ListenMode.values()));
            case 1 -> new TurnEvent.ListenStopped();
            case 2 -> new TurnEvent.WakeWordHeard();
            case 3, 4 -> new TurnEvent.SpeechStarted();
            case 5, 6 -> new TurnEvent.SpeechStopped(Duration.ofMillis(random.nextInt(2000)));
            case 7, 8 -> new TurnEvent.Heard(utterance, random.nextBoolean() ? "" : "words");
            case 9 -> new TurnEvent.RecognitionFailed(utterance, Apology.BUSY);
            case 10 -> new TurnEvent.PlayoutFinished(machine.epoch() - random.nextInt(2));
            case 11 -> new TurnEvent.DeviceAborted();
            case 12 -> new TurnEvent.AnnouncementRequested("ding");
            default -> new TurnEvent.TimerFired(any(random, TurnTimer.values()));
        };
    }

    private static <T> T any(RandomGenerator random, T[] values) {
        return List.of(values).get(random.nextInt(values.length));
    }
}
