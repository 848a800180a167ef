package dev.mynah.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where API keys are kept. Store port; thread-safe; blocks. Changes are to be made within
 * {@link dev.mynah.storage.Transactions}. All throw {@link dev.mynah.storage.StorageException}.
 */
public interface ApiKeyStore {
    Optional<ApiKey> find(String id);

    /**
     * Keys in the order of their ids.
     *
     * @param userId whose; null for everybody's
     * @param after id of the last one seen; null for the beginning
     */
    List<ApiKey> page(@Nullable String userId, @Nullable String after, int most);

    int countOf(String userId);

    void add(ApiKey key);

    void used(String id, Instant at);

    /** Removes a key; false when there was none. */
    boolean remove(String id);
}
