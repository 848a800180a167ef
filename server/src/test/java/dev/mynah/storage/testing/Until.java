package dev.mynah.storage.testing;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread does and does not announce. */
public final class Until {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(30);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(2);

    private Until() {}

    /** Returns once it is so; fails when it is not so for half a minute. */
    public static void so(String what, BooleanSupplier condition) {
        long begun = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - begun > PATIENCE) {
                throw new AssertionError("Waited in vain until " + what);
            }
            LockSupport.parkNanos(PAUSE);
        }
    }
}
