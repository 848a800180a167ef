package dev.mynah.voice.turn;

import dev.mynah.support.Scheduler;
import dev.mynah.support.Scheduler.Cancellable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of one reply. Thread-safe.
 *
 * <p>Cancelling poisons the scope's channels <em>and</em> interrupts its threads, because a stage that swallows its
 * interrupt would otherwise wait for ever, and it waits for nobody: the fence at the egress already keeps the dead turn's
 * words in. Stages that are still alive a while later are counted as leaked.
 *
 * <p>The JDK's StructuredTaskScope is still a preview and its close waits for every stage, which is the one thing a
 * conversation must not do.
 */
public final class TurnScope {
    /** What a stage does. */
    @FunctionalInterface
    public interface Stage {
        void run() throws InterruptedException;
    }

    private static final Logger log = LoggerFactory.getLogger(TurnScope.class);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final ThreadFactory threads;
    private final Scheduler scheduler;
    private final IntConsumer leaked;
    private final List<Thread> running = new CopyOnWriteArrayList<>();
    private final List<Runnable> poisons = new CopyOnWriteArrayList<>();
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private volatile Cancellable leakCheck = () -> {};

    /**
     * @param threads makes the stages' threads, virtual ones
     * @param leaked told how many stages outlived their cancellation
     */
    public TurnScope(ThreadFactory threads, Scheduler scheduler, IntConsumer leaked) {
        this.threads = threads;
        this.scheduler = scheduler;
        this.leaked = leaked;
    }

    /** Starts a stage. On a cancelled scope nothing starts. */
    public void fork(Stage stage) {
        Thread thread = threads.newThread(() -> run(stage));
        running.add(thread);
        if (cancelled.get()) {
            running.remove(thread);
            return;
        }
        thread.start();
    }

    /** Names something that makes the stages' waiting end, such as poisoning a pipe. */
    public void onCancel(Runnable poison) {
        poisons.add(poison);
        if (cancelled.get()) {
            poison.run();
        }
    }

    /** Ends the stages without waiting for them. Idempotent. */
    public void cancel() {
        if (!cancelled.compareAndSet(false, true)) {
            return;
        }
        poisons.forEach(Runnable::run);
        running.forEach(Thread::interrupt);
        if (!running.isEmpty()) {
            leakCheck = scheduler.at(scheduler.nanoTime() + GRACE.toNanos(), this::countLeaks);
            forgetLeakCheckWhenAllEnded();
        }
    }

    /** Stages that have not ended. */
    public int alive() {
        return running.size();
    }

    private void run(Stage stage) {
        try {
            stage.run();
        } catch (InterruptedException e) {
            log.debug("A stage was cancelled");
        } catch (RuntimeException | Error e) {
            log.error("A stage of a turn failed", e);
        } finally {
            running.remove(Thread.currentThread());
            forgetLeakCheckWhenAllEnded();
        }
    }

    private void forgetLeakCheckWhenAllEnded() {
        if (running.isEmpty()) {
            leakCheck.cancel();
        }
    }

    private void countLeaks() {
        int alive = alive();
        if (alive > 0) {
            leaked.accept(alive);
        }
    }
}
