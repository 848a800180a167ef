package dev.mynah.storage;

import java.util.function.Supplier;

/**
 * Changes that belong together. Thread-safe. Blocks: to be called from virtual threads, never from an event loop or the
 * scheduler.
 */
public interface Transactions {
    /**
     * Runs the work as one change, as if no other ran beside it. When this returns, the change is durable; when it throws,
     * nothing of it happened (but a database on another machine that is lost while it confirms may have kept it). Store
     * calls inside, on the same thread, take part. A nested call joins the change around it: it becomes durable with that
     * one, and when it throws only what it did itself is undone, so that the outer work may catch and go on. A store call
     * that fails spoils the innermost change around it, which then throws even if the work swallows the failure.
     *
     * <p>The work may run on another thread than the caller's, and again from the start after a conflict with another
     * change: it must do nothing but store and compute, and must not wait for other threads.
     *
     * @throws StorageException when it could not be stored
     */
    <T> T change(Supplier<T> work);

    /** As {@link #change}, for work without a result. */
    default void run(Runnable work) {
        change(() -> {
            work.run();
            return true;
        });
    }
}
