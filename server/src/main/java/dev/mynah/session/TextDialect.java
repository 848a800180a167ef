package dev.mynah.session;

import java.util.Optional;

/** A dialect other than the firmware's that connections may choose with their first text. Thread-safe. */
public interface TextDialect {
    /** Whether this is how a connection of the dialect begins. */
    boolean begins(String firstText);

    /**
     * Begins a conversation. The wire drops it when it is not known in time who is there.
     *
     * @param admitted who it is, when the connection has proved it already
     */
    Conversation begin(TextChannel channel, Optional<Sessions.Admission.Admitted> admitted);

    /** One connection of the dialect. Calls come from the wire, one after another, and return at once. */
    interface Conversation {
        /** Takes a text. */
        void text(String text);

        /** Something that is no text came. */
        void strange();

        /** The connection is gone. */
        void closed(SessionEnd seen);
    }
}
