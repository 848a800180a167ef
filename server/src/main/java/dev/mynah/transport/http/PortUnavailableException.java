package dev.mynah.transport.http;

/** A port cannot be listened on. */
public final class PortUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String key;
    private final int port;

    /** @param key the configuration key that names the port */
    public PortUnavailableException(String key, int port, Throwable cause) {
        super("Port " + port + " cannot be used: " + cause.getMessage(), cause);
        this.key = key;
        this.port = port;
    }

    public int port() {
        return port;
    }

    /** The configuration key with which to choose another. */
    public String key() {
        return key;
    }
}
