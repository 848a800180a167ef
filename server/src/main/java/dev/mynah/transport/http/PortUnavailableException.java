package dev.mynah.transport.http;

/** A port cannot be listened on. */
public final class PortUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int port;

    PortUnavailableException(int port, Throwable cause) {
        super("Port " + port + " cannot be used: " + cause.getMessage(), cause);
        this.port = port;
    }

    public int port() {
        return port;
    }
}
