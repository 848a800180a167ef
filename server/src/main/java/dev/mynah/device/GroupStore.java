package dev.mynah.device;

import java.util.List;
import java.util.Optional;

/**
 * Where groups are kept. Thread-safe; blocks. Takes part in the {@link dev.mynah.storage.Transactions change} around it, if
 * there is one. All throw {@link dev.mynah.storage.StorageException}.
 */
public interface GroupStore {
    /** Every group. */
    List<Group> all();

    /** The group as it is stored. */
    Optional<Group> find(String id);

    /**
     * Keeps a group.
     *
     * @param expected the version that is stored, 0 when it must not be there yet
     * @return false, and nothing happens, when another version is stored
     */
    boolean save(Group group, long expected);

    /** Forgets the group and who was in it; does nothing when it is not there. */
    void remove(String id);
}
