package dev.mynah.access;

import dev.mynah.storage.StorageException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Identities in memory, for users of another store. Changes are not undone when the change around them fails. */
public final class MemoryIdentities implements IdentityStore {
    private final Map<ForeignIdentity, String> users = new LinkedHashMap<>();
    private final UserStore known;

    public MemoryIdentities(UserStore known) {
        this.known = known;
    }

    @Override
    public synchronized Optional<String> userOf(ForeignIdentity identity) {
        return Optional.ofNullable(users.get(identity))
                .filter(id -> known.find(id).isPresent());
    }

    @Override
    public synchronized List<ForeignIdentity> of(String userId) {
        return users.entrySet().stream()
                .filter(entry -> entry.getValue().equals(userId))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public synchronized void add(ForeignIdentity identity, String userId, Instant at) {
        if (users.putIfAbsent(identity, userId) != null) {
            throw new StorageException(StorageException.Reason.DUPLICATE, "the identity is somebody's");
        }
    }

    @Override
    public synchronized boolean remove(ForeignIdentity identity, String userId) {
        return users.remove(identity, userId);
    }
}
