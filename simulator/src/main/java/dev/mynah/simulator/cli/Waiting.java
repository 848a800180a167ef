package dev.mynah.simulator.cli;

import dev.mynah.simulator.device.Activating;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits as a device does, but not for ever. Confined to one thread. */
final class Waiting implements Activating.Pause {
    private final long endNanos;
    private final Duration patience;

    Waiting(Duration patience) {
        this.patience = patience;
        this.endNanos = System.nanoTime() + patience.toNanos();
    }

    @Override
    public void pause(Duration duration) throws IOException, InterruptedException {
        long left = endNanos - System.nanoTime();
        if (left <= 0) {
            throw new IOException("nobody entered the code within " + patience.toSeconds() + " s");
        }
        boolean never = new CountDownLatch(1).await(Math.min(left, duration.toNanos()), TimeUnit.NANOSECONDS);
        if (never) {
            throw new IllegalStateException("nobody counts this down");
        }
    }
}
