package dev.mynah.storage.postgres;

import dev.mynah.storage.StorageEvents;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Begins a change anew when the server ended it because of another one. Those that meet a conflict twice go one after the
 * other within this process, so that they do not hinder one another for ever. Thread-safe.
 */
final class Attempts {
    private static final int MOST = 40;

    private final ReentrantLock turn = new ReentrantLock();
    private final StorageEvents events;

    Attempts(StorageEvents events) {
        this.events = events;
    }

    /** @throws RuntimeException of the last attempt */
    <T> T until(Supplier<T> attempt) {
        for (int tries = 1; ; tries++) {
            try {
                return tries <= 2 ? attempt.get() : inTurn(attempt);
            } catch (RuntimeException failure) {
                if (tries == MOST || !PostgresFailures.conflict(failure)) {
                    throw failure;
                }
                events.repeated();
            }
        }
    }

    private <T> T inTurn(Supplier<T> attempt) {
        turn.lock();
        try {
            return attempt.get();
        } finally {
            turn.unlock();
        }
    }
}
