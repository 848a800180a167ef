package dev.mynah.simulator.net;

import java.io.IOException;

/** The server did not answer the upgrade with {@code HTTP/1.1 101}. */
public final class HandshakeRefused extends IOException {
    private static final long serialVersionUID = 1L;

    HandshakeRefused(String detail) {
        super(detail);
    }
}
