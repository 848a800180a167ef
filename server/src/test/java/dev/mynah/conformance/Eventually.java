package dev.mynah.conformance;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what a server does behind its sockets, where nothing tells when. */
final class Eventually {
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private Eventually() {}

    /** Returns as soon as it holds; fails when it does not within 20 s. */
    static void holds(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(WireDevice.PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("never happened: " + what);
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }
}
