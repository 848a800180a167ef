package dev.mynah.access;

import dev.mynah.error.ErrorCode;
import dev.mynah.error.Reason;
import dev.mynah.error.RefusedException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Hashes and checks passwords on a few threads of its own, so that logins take neither the memory nor the cores that
 * conversations need. What waits is bounded; who comes when it is full is refused. Thread-safe; callers block.
 */
public final class PasswordWork implements AutoCloseable {
    private static final int WAITING = 32;
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Argon2 argon2;
    private final PasswordHash nobodys;
    private final ThreadPoolExecutor threads;

    /**
     * @param threads of the platform, not virtual ones: the work occupies a core for its whole duration
     * @param most hashes computed at the same time
     */
    public PasswordWork(Argon2Parameters parameters, SecureRandom random, ThreadFactory threads, int most) {
        this.argon2 = new Argon2(parameters, random);
        this.threads = new ThreadPoolExecutor(
                most,
                most,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new LinkedBlockingQueue<>(WAITING),
                threads,
                new ThreadPoolExecutor.AbortPolicy());
        this.threads.allowCoreThreadTimeOut(true);
        this.nobodys = new PasswordHash("$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
                .formatted(parameters.memoryKib(), parameters.iterations(), "A".repeat(22), "A".repeat(43)));
    }

    /** The hash to store. */
    public PasswordHash hash(String password) {
        return wait(() -> argon2.hash(password));
    }

    /** Whether the password is the one of the hash. */
    public boolean matches(String password, PasswordHash hash) {
        return wait(() -> argon2.matches(password, hash));
    }

    /** Works as long as {@link #matches} does, for a user there is not. */
    void pretend(String password) {
        wait(() -> argon2.matches(password, nobodys));
    }

    /** Whether the hash should be made anew the next time the password is at hand. */
    boolean outdated(PasswordHash hash) {
        return argon2.outdated(hash);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private <T> T wait(Callable<T> work) {
        Future<T> result;
        try {
            result = threads.submit(work);
        } catch (RejectedExecutionException full) {
            throw new RefusedException(
                    ErrorCode.TOO_MANY_REQUESTS, "Too many people log in at once.", Map.of("retry_after_seconds", 5L));
        }
        try {
            return result.get();
        } catch (InterruptedException e) {
            result.cancel(false);
            Thread.currentThread().interrupt();
            throw new RefusedException(ErrorCode.UNAVAILABLE, Reason.STOPPING);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a password could not be hashed", e.getCause());
        }
    }
}
