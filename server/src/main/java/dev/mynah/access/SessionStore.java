package dev.mynah.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where logins are kept. Store port; thread-safe; blocks. Changes are to be made within
 * {@link dev.mynah.storage.Transactions}. All throw {@link dev.mynah.storage.StorageException}.
 */
public interface SessionStore {
    Optional<LoginSession> find(String id);

    /** A user's logins, the latest first. */
    List<LoginSession> of(String userId);

    void add(LoginSession session);

    /**
     * Counts one refresh, if the session is of this generation; it is a use too.
     *
     * @return false when it is of another, or gone
     */
    boolean refresh(String id, int generation, Instant at);

    /** Notes when the session was last used. A time before the one known changes nothing: the clock was set back. */
    void used(String id, Instant at);

    /** Ends a session; false when there was none. */
    boolean remove(String id);

    /**
     * Ends the sessions of a user.
     *
     * @param except the one that stays; null for none
     * @return how many
     */
    int removeOf(String userId, @Nullable String except);

    /** Removes sessions that began or were last used before these times; returns how many. */
    int removeOlder(Instant begun, Instant used);
}
