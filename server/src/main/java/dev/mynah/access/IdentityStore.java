package dev.mynah.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Who users are at OpenID Connect providers. Store port; thread-safe; blocks. Changes are to be made within
 * {@link dev.mynah.storage.Transactions}. All throw {@link dev.mynah.storage.StorageException}.
 */
public interface IdentityStore {
    /** The user with this identity. */
    Optional<String> userOf(ForeignIdentity identity);

    /** A user's identities. */
    List<ForeignIdentity> of(String userId);

    /** Adds an identity; one that is somebody's already is {@code DUPLICATE}. */
    void add(ForeignIdentity identity, String userId, Instant at);

    /** Removes an identity of the user; false when there was none. */
    boolean remove(ForeignIdentity identity, String userId);
}
