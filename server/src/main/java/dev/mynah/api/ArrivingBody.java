package dev.mynah.api;

import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import java.io.InputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A body as it comes: no more of it is asked of the network than is read, so little is in memory however large it is. To be
 * read by one thread, which may wait.
 */
public final class ArrivingBody extends InputStream {
    private final Context loop;
    private final HttpServerRequest request;
    private final SlowBodies rules;
    private final int largest;
    private final BlockingQueue<Piece> coming = new LinkedBlockingQueue<>();
    private byte[] piece = new byte[0];
    private int at;
    private long taken;
    private boolean begun;
    private boolean ended;
    private volatile boolean abandoned;

    private sealed interface Piece {}

    private record Part(byte[] bytes) implements Piece {}

    private record End() implements Piece {}

    private record Broken(Throwable cause) implements Piece {}

    /**
     * @param request paused
     * @param largest most bytes that are taken
     */
    ArrivingBody(Context loop, HttpServerRequest request, SlowBodies rules, int largest) {
        this.loop = loop;
        this.request = request;
        this.rules = rules;
        this.largest = largest;
    }

    @Override
    public int read() {
        return fill() ? Byte.toUnsignedInt(piece[at++]) : -1;
    }

    /** @throws RefusedException when too much comes, or nothing for too long */
    @Override
    public int read(byte[] into, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int some = Math.min(length, piece.length - at);
        System.arraycopy(piece, at, into, offset, some);
        at += some;
        return some;
    }

    /** Whatever still comes is dropped from now on. */
    void abandon() {
        abandoned = true;
        coming.clear();
    }

    private boolean fill() {
        while (at == piece.length) {
            if (ended) {
                return false;
            }
            switch (next()) {
                case Part part -> take(part.bytes());
                case End end -> ended = true;
                case Broken broken -> throw new Bodies.BrokenOffException(broken.cause());
            }
        }
        return true;
    }

    private void take(byte[] bytes) {
        taken += bytes.length;
        if (taken > largest) {
            throw tooLarge();
        }
        piece = bytes;
        at = 0;
    }

    private Piece next() {
        if (!begun) {
            begun = true;
            if (Bodies.declared(request) > largest) {
                throw tooLarge();
            }
            loop.runOnContext(now -> begin());
        }
        loop.runOnContext(now -> {
            if (!abandoned) {
                request.fetch(1);
            }
        });
        try {
            Piece next = coming.poll(rules.stall().toMillis(), TimeUnit.MILLISECONDS);
            if (next == null) {
                throw new RefusedException(
                        ErrorCode.INVALID_REQUEST,
                        "Nothing came for " + rules.stall().toSeconds() + " s.");
            }
            return next;
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new Bodies.BrokenOffException(stopped);
        }
    }

    private void begin() {
        rules.begun().accept(request);
        request.exceptionHandler(broken -> add(new Broken(broken)));
        request.handler(part -> add(new Part(part.getBytes())));
        request.endHandler(end -> add(new End()));
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
    }

    private void add(Piece next) {
        if (!abandoned) {
            coming.add(next);
        }
    }

    private RefusedException tooLarge() {
        return new RefusedException(ErrorCode.TOO_LARGE, "The body has more than " + largest + " bytes.");
    }
}
