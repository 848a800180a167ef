package dev.mynah.api;

import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Reads the bodies of requests into memory, of which all together get a bounded part. What is refused is still read to its
 * end and dropped, so that the client gets to read why. Thread-safe.
 */
final class Bodies {
    private final AtomicLong held = new AtomicLong();
    private final long most;

    /** @param most bytes of all bodies at once */
    Bodies(long most) {
        this.most = most;
    }

    /** A request broke off: there is nobody to answer. */
    static final class BrokenOffException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenOffException(Throwable cause) {
            super("the request broke off", cause);
        }
    }

    /**
     * Waits for a body. Whoever reads it must {@link #release} as many bytes when done with them.
     *
     * @param loop the request belongs to
     * @throws RefusedException when it is too large, or too much is held already
     */
    byte[] read(Context loop, HttpServerRequest request, int largest) {
        CompletableFuture<byte[]> done = new CompletableFuture<>();
        loop.runOnContext(now -> receive(request, largest, done));
        try {
            return done.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenOffException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RefusedException refused ? refused : new BrokenOffException(e);
        }
    }

    void release(int bytes) {
        held.addAndGet(-bytes);
    }

    private void receive(HttpServerRequest request, int largest, CompletableFuture<byte[]> done) {
        Buffer all = Buffer.buffer();
        if (declared(request) > largest) {
            done.completeExceptionally(tooLarge(largest));
        }
        request.exceptionHandler(broken -> giveUp(done, all, broken));
        request.handler(chunk -> {
            if (done.isDone()) {
                return;
            }
            if (all.length() + chunk.length() > largest) {
                giveUp(done, all, tooLarge(largest));
            } else if (held.addAndGet(chunk.length()) > most) {
                held.addAndGet(-chunk.length());
                giveUp(done, all, Refusals.later(ErrorCode.UNAVAILABLE, "Too much is being sent just now.", 2));
            } else {
                all.appendBuffer(chunk);
            }
        });
        request.endHandler(end -> done.complete(all.getBytes()));
        if (!done.isDone() && "100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        request.resume();
    }

    private void giveUp(CompletableFuture<byte[]> done, Buffer all, Throwable why) {
        if (done.completeExceptionally(why)) {
            held.addAndGet(-all.length());
        }
    }

    private static RefusedException tooLarge(int largest) {
        return new RefusedException(ErrorCode.TOO_LARGE, "The body has more than " + largest + " bytes.");
    }

    /** What the client says it sends; 0 when it does not say. */
    static long declared(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null ? 0 : Long.parseLong(length);
    }
}
