package dev.mynah.api;

/** The way to a client that listens to a stream. Thread-safe; nothing here waits. */
public interface Outlet {
    /** Sends text. A client that does not read what was sent before is let go: it may come back and catch up. */
    void send(String text);

    /** Ends the stream. Idempotent. */
    void end();

    /** Runs it once when the stream is over, whoever ended it; at once when it is over already. */
    void whenOver(Runnable task);
}
