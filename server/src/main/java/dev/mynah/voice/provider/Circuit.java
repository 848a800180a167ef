package dev.mynah.voice.provider;

import java.time.Duration;

/**
 * Keeps turns from waiting for a provider that is down: after three failures in a row it rests for half a minute, then
 * one turn tries it again. Thread-safe.
 */
final class Circuit {
    private static final int FAILURES = 3;
    private static final long REST = Duration.ofSeconds(30).toNanos();

    private int failures;
    private long restingSince;
    private boolean onTrial;
    private String lastFailure = "";

    /** Whether a turn may ask now. Whoever is let in must report what came of it. */
    synchronized boolean admit(long now) {
        if (failures < FAILURES) {
            return true;
        }
        if (onTrial || now - restingSince < REST) {
            return false;
        }
        onTrial = true;
        return true;
    }

    synchronized void succeeded() {
        failures = 0;
        onTrial = false;
    }

    synchronized void failed(long now, String message) {
        failures++;
        restingSince = now;
        onTrial = false;
        lastFailure = message;
    }

    /** The turn ended before anything was known. */
    synchronized void abandoned() {
        onTrial = false;
    }

    synchronized ProviderHealth health(String provider, Stage stage, long now) {
        ProviderHealth.State state = failures < FAILURES
                ? ProviderHealth.State.WORKING
                : onTrial || now - restingSince >= REST ? ProviderHealth.State.ON_TRIAL : ProviderHealth.State.RESTING;
        return new ProviderHealth(provider, stage, state, failures, lastFailure);
    }
}
