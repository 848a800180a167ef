package dev.mynah.provisioning;

import java.util.Collection;
import java.util.List;

/**
 * Where serial numbers are kept. Thread-safe; blocks. Takes part in the {@link dev.mynah.storage.Transactions change} around it, if
 * there is one. All throw {@link dev.mynah.storage.StorageException}.
 */
public interface SerialStore {
    /** Every one. */
    List<SealedSerial> all();

    /** Keeps serial numbers; one that is there already gets the new key. */
    void save(Collection<SealedSerial> serials);

    /** Forgets a serial number; does nothing when it is not there. */
    void remove(String serial);
}
