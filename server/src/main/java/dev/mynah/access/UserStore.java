package dev.mynah.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where users are kept. Store port; thread-safe; blocks. Changes are to be made within
 * {@link dev.mynah.storage.Transactions}. All throw {@link dev.mynah.storage.StorageException}.
 */
public interface UserStore {
    Optional<User> find(String id);

    /** The user whose name has this {@link Username#key key}. */
    Optional<User> named(String key);

    /**
     * Users in the order of their names' keys.
     *
     * @param after key of the last one seen; null for the beginning
     * @param part what the name's key contains; empty for all
     */
    List<User> page(@Nullable String after, String part, int most);

    /**
     * How many owners may log in. Until the change around it has ended, others who ask wait: two owners cannot take the right
     * from each other at the same time.
     */
    int reigningOwners();

    /** Adds a user; a name that is taken is {@link dev.mynah.storage.StorageException.Reason#DUPLICATE}. */
    void add(User user);

    /**
     * Puts the user in place of the one with the same id and version; the version stored is the next one. The time of the
     * last login stays.
     *
     * @return false when there is none, or of another version
     */
    boolean replace(User user);

    void loggedIn(String id, Instant at);

    /** Removes a user with all sessions, API keys and identities of theirs. */
    void remove(String id);
}
