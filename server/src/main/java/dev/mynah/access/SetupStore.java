package dev.mynah.access;

/**
 * Whether the server has an owner, and the tokens with which one can be made. Store port; thread-safe; blocks. Changes are to
 * be made within {@link dev.mynah.storage.Transactions}.
 */
public interface SetupStore {
    /** Whether there is an owner; once true it stays so. */
    boolean done();

    /**
     * Notes that there is an owner and forgets all tokens. Of two that do this at the same time, one waits for the other.
     *
     * @return false when it was so already
     */
    boolean finish();

    /** Remembers a token by its hash; each node of a cluster offers one of its own. */
    void offer(String tokenHash);

    boolean offered(String tokenHash);
}
