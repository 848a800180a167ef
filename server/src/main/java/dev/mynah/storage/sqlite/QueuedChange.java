package dev.mynah.storage.sqlite;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One change on its way through the writer, and its caller's wait for it. The writer's methods are called on the writer's
 * thread only.
 */
final class QueuedChange<T> {
    private final Supplier<T> work;
    private final CompletableFuture<T> answer = new CompletableFuture<>();
    private @Nullable T result;
    private @Nullable Throwable failure;

    QueuedChange(Supplier<T> work) {
        this.work = work;
    }

    /** Does the work, with what is around it; the outcome is kept until {@link #answer}. */
    void run(Surroundings surroundings) {
        failure = null;
        result = surroundings.within(work);
    }

    void fail(Throwable cause) {
        failure = cause;
        result = null;
    }

    boolean failed() {
        return failure != null;
    }

    /** Tells the caller how it went. Only now may the caller believe in the result: it is durable. */
    void answer() {
        if (failure != null) {
            answer.completeExceptionally(failure);
        } else {
            answer.complete(result);
        }
    }

    /**
     * Waits for the outcome. An interrupt does not end the wait, since nobody could tell what became of the change; the
     * thread is interrupted again afterwards.
     */
    T await() {
        try {
            return answer.join();
        } catch (CompletionException wrapped) {
            throw unwrapped(wrapped);
        }
    }

    /** What the work threw on the other thread; work throws nothing checked. */
    static RuntimeException unwrapped(CompletionException wrapped) {
        return switch (wrapped.getCause()) {
            case RuntimeException failure -> failure;
            case Error error -> throw error;
            case null, default -> wrapped;
        };
    }

    /** What stands around a change's work. */
    interface Surroundings {
        <R> R within(Supplier<R> work);
    }
}
