package dev.mynah.app;

import dev.mynah.support.Scheduler;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work done again and again, each time on a thread of its own, never twice at once. What fails is tried the next time. */
final class Repeated implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Repeated.class);

    private final Duration pause;
    private final Scheduler scheduler;
    private final String what;
    private final Runnable work;
    private Scheduler.@Nullable Cancellable next;
    private boolean closed;

    private Repeated(Duration pause, Scheduler scheduler, String what, Runnable work) {
        this.pause = pause;
        this.scheduler = scheduler;
        this.what = what;
        this.work = work;
    }

    /** Begins after the first pause; the next one begins when the work is done. */
    static Repeated every(Duration pause, Scheduler scheduler, String what, Runnable work) {
        Repeated repeated = new Repeated(pause, scheduler, what, work);
        repeated.plan();
        return repeated;
    }

    /** Does not begin again. Idempotent. */
    @Override
    public synchronized void close() {
        closed = true;
        if (next != null) {
            next.cancel();
        }
    }

    private synchronized void plan() {
        if (!closed) {
            next = scheduler.at(
                    scheduler.nanoTime() + pause.toNanos(),
                    () -> Thread.ofVirtual().name("repeated").start(this::run));
        }
    }

    private void run() {
        try {
            work.run();
        } catch (RuntimeException e) {
            log.warn("{} failed; it is tried again in {} s", what, pause.toSeconds(), e);
        }
        plan();
    }
}
