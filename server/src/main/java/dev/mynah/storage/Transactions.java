package dev.mynah.storage;

import java.util.function.Supplier;

/**
 * Changes that belong together. Thread-safe. Blocks: to be called from virtual threads, never from an event loop or the
 * scheduler.
 */
public interface Transactions {
    /**
     * Runs the work as one change. When this returns, the change is durable; when it throws, nothing of it happened. Store
     * calls inside, on the same thread, take part; a nested call joins the change around it. The work may run on another
     * thread than the caller's and must do nothing but store and compute.
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
