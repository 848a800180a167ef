package dev.mynah.broker;

/** Who may do what on which topic. Thread-safe, answers from memory. */
public interface Access {
    /** Whether the client may publish to the topic, a valid name. */
    boolean mayPublish(Principal who, String topic);

    /** Whether the client may subscribe with the filter, a valid one. */
    boolean maySubscribe(Principal who, String filter);
}
