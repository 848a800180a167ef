package dev.mynah.simulator.net;

import java.io.IOException;

/** The firmware's HTTP client would not have accepted this reply, or never got one. */
public final class HttpRefusal extends IOException {
    private static final long serialVersionUID = 1L;

    /** What went wrong, named after the rule that is broken (firmware wire contract §0, §8.2). */
    public enum Cause {
        /** Nobody listens, or the host has no address. */
        UNREACHABLE,
        /** No complete reply in time. */
        TIMEOUT,
        /** Not HTTP/1.1 as the firmware reads it. */
        MALFORMED,
        /** {@code Transfer-Encoding: chunked}. */
        CHUNKED,
        /** A redirect, which is never followed. */
        REDIRECT,
        /** Any other status than 200. */
        STATUS,
        /** No header spelt exactly {@code Content-Length}. */
        NO_CONTENT_LENGTH,
        /** A compressed body. */
        ENCODED,
        /** 8192 bytes or more, over which a device hangs. */
        TOO_LARGE,
        /** The connection ended before the announced length. */
        TRUNCATED
    }

    private final Cause cause;
    private final int status;

    HttpRefusal(Cause cause, int status, String detail) {
        super(cause + ": " + detail);
        this.cause = cause;
        this.status = status;
    }

    /** Which rule is broken. */
    public Cause why() {
        return cause;
    }

    /** The HTTP status, 0 when none was read. */
    public int status() {
        return status;
    }
}
