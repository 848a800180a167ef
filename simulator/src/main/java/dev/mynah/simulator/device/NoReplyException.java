package dev.mynah.simulator.device;

/** The device waited for something that the server did not do in time, or the connection ended. */
public final class NoReplyException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says what was waited for and what came instead. */
    public NoReplyException(String message) {
        super(message);
    }
}
