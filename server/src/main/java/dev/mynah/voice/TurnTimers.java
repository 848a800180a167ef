package dev.mynah.voice;

import dev.mynah.support.Scheduler;
import dev.mynah.support.Scheduler.Cancellable;
import dev.mynah.voice.turn.TurnTimer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The timers of one session's rules. Not thread-safe: confined to the session's lane, on which they also fire. A timer that
 * was stopped or started anew does not fire, even when it had run out but not been heard yet.
 */
final class TurnTimers {
    private final Scheduler scheduler;
    private final Executor lane;
    private final Consumer<TurnTimer> fired;
    private final Map<TurnTimer, Running> running = new EnumMap<>(TurnTimer.class);

    private static final class Running {
        private Cancellable cancellable = () -> {};
    }

    TurnTimers(Scheduler scheduler, Executor lane, Consumer<TurnTimer> fired) {
        this.scheduler = scheduler;
        this.lane = lane;
        this.fired = fired;
    }

    void arm(TurnTimer timer, Duration after) {
        disarm(timer);
        Running mine = new Running();
        running.put(timer, mine);
        mine.cancellable =
                scheduler.at(scheduler.nanoTime() + after.toNanos(), () -> lane.execute(() -> fire(timer, mine)));
    }

    void disarm(TurnTimer timer) {
        Running before = running.remove(timer);
        if (before != null) {
            before.cancellable.cancel();
        }
    }

    void disarmAll() {
        for (TurnTimer timer : TurnTimer.values()) {
            disarm(timer);
        }
    }

    private void fire(TurnTimer timer, Running mine) {
        if (running.remove(timer, mine)) {
            fired.accept(timer);
        }
    }
}
