package dev.mynah.session;

/** A connection that carries texts, for dialects of which the wire knows nothing. Thread-safe; nothing here blocks. */
public interface TextChannel {
    /** The wire, as operators call it. */
    String transport();

    /** Where the other side reached this server, such as {@code http://192.168.1.5:8000}; for addresses it is given. */
    String base();

    /** It is known who is at the other end: from now on texts may have so many bytes; before, only short ones are taken. */
    void identified(int maxBytes);

    /** Sends a text, after those sent before; ignored once the channel is over. */
    void send(String text);

    /** Ends the channel. Idempotent. */
    void close(SessionEnd reason);
}
