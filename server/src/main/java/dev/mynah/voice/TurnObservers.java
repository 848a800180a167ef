package dev.mynah.voice;

import dev.mynah.session.DeviceSession;
import dev.mynah.voice.turn.TurnTimeline;
import java.util.List;

/**
 * Several observers as one. Thread-safe.
 *
 * @param observers told one after another
 */
public record TurnObservers(List<TurnObserver> observers) implements TurnObserver {
    public TurnObservers {
        observers = List.copyOf(observers);
    }

    @Override
    public void turnOver(DeviceSession session, Outcome outcome, TurnTimeline timeline) {
        observers.forEach(observer -> observer.turnOver(session, outcome, timeline));
    }

    @Override
    public void frameSent(long lateNanos) {
        observers.forEach(observer -> observer.frameSent(lateNanos));
    }

    @Override
    public void leaked(int stages) {
        observers.forEach(observer -> observer.leaked(stages));
    }

    @Override
    public void interrupted(long nanos) {
        observers.forEach(observer -> observer.interrupted(nanos));
    }
}
