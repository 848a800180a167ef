package dev.mynah.transport.mqtt;

import dev.mynah.support.Scheduler;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * How fast a client may send. One that sends faster is not read for a while, so that it has to wait itself; a burst of two
 * seconds is let through. Confined to its event loop.
 */
final class Pace {
    private static final int BURST_SECONDS = 2;

    private final long nanosForOne;
    private final long burstNanos;
    private final Scheduler scheduler;
    private final Socket socket;
    private final Executor loop;
    /** When everything so far will have taken its time. */
    private long paidUntil;

    private boolean waiting;

    Pace(int messagesPerSecond, Scheduler scheduler, Socket socket, Executor loop) {
        this.nanosForOne = TimeUnit.SECONDS.toNanos(1) / messagesPerSecond;
        this.burstNanos = TimeUnit.SECONDS.toNanos(BURST_SECONDS);
        this.scheduler = scheduler;
        this.socket = socket;
        this.loop = loop;
        this.paidUntil = scheduler.nanoTime();
    }

    /** A message came. */
    void one() {
        long now = scheduler.nanoTime();
        paidUntil = Math.max(paidUntil, now) + nanosForOne;
        if (paidUntil - now > burstNanos && !waiting) {
            waiting = true;
            socket.pause();
            scheduler.at(paidUntil - burstNanos / 2, () -> loop.execute(this::goOn));
        }
    }

    private void goOn() {
        waiting = false;
        socket.resume();
    }
}
