package dev.mynah.observability;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the server can serve, asked of its parts whenever somebody wants to know. However many ask at once, the parts are
 * asked once. Thread-safe; never blocks its caller.
 */
public final class Readiness {
    private static final Logger log = LoggerFactory.getLogger(Readiness.class);

    /**
     * A part that may be away.
     *
     * @param trouble what to say when it is; for anybody's eyes
     * @param well whether it is not away; may block for a few seconds, and may throw when it is
     */
    public record Part(String trouble, BooleanSupplier well) {
        private boolean away() {
            try {
                return !well.getAsBoolean();
            } catch (RuntimeException failed) {
                log.warn("Not ready: {}: {}", trouble, failed.getMessage());
                return true;
            }
        }
    }

    private final List<Part> parts;
    private final Executor threads;
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable CompletableFuture<List<String>> asking;

    /** @param threads to ask on */
    public Readiness(List<Part> parts, Executor threads) {
        this.parts = List.copyOf(parts);
        this.threads = threads;
    }

    /** What is not as it should be; empty when the server is ready. Never fails. */
    public CompletableFuture<List<String>> troubles() {
        var mine = new CompletableFuture<List<String>>();
        lock.lock();
        try {
            if (asking != null) {
                return asking;
            }
            asking = mine;
        } finally {
            lock.unlock();
        }
        threads.execute(() -> answer(mine));
        return mine;
    }

    private void answer(CompletableFuture<List<String>> answer) {
        List<String> found =
                parts.stream().filter(Part::away).map(Part::trouble).toList();
        lock.lock();
        try {
            asking = null;
        } finally {
            lock.unlock();
        }
        answer.complete(found);
    }
}
