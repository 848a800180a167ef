package dev.mynah.device;

import dev.mynah.protocol.DeviceId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Where devices are kept. Thread-safe; blocks. Takes part in the {@link dev.mynah.storage.Transactions change} around it, if
 * there is one. All throw {@link dev.mynah.storage.StorageException}.
 */
public interface DeviceStore {
    /** Every device. */
    List<Device> all();

    /** The device as it is stored. */
    Optional<Device> find(DeviceId id);

    /**
     * Keeps arrangement, pairing and version of a device, and the rest of it too when it is new.
     *
     * @param expected the version that is stored, 0 when the device must not be there yet
     * @return false, and nothing happens, when another version is stored
     */
    boolean save(Device device, long expected);

    /** Keeps devices that nobody has changed yet; those that are there already stay as they are. */
    void met(Collection<Device> devices);

    /** Keeps only what was reported and when they were seen, of those that are there. */
    void reported(Collection<Device> devices);

    /**
     * Forgets the device and where it belonged.
     *
     * @param expected the version that is stored
     * @return false, and nothing happens, when another version is stored or none
     */
    boolean remove(DeviceId id, long expected);
}
