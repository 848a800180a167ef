package dev.mynah.support;

/** Monotonic time, and work to be done at a given time. Thread-safe. Tests bring their own that stands still. */
public interface Scheduler {
    /** Monotonic nanoseconds, comparable only with each other. */
    long nanoTime();

    /**
     * Runs the task once when {@link #nanoTime} reaches the given value, at once when it already has. Tasks run one
     * after another in order of time and must not block.
     */
    Cancellable at(long nanoTime, Runnable task);

    /** A task that may still be called off. */
    @FunctionalInterface
    interface Cancellable {
        /** Calls the task off; does nothing when it already ran. */
        void cancel();
    }
}
