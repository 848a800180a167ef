package dev.mynah.testing;

import dev.mynah.provisioning.SealedSerial;
import dev.mynah.provisioning.SerialStore;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Keeps serial numbers in memory. Thread-safe. */
public final class MemorySerialStore implements SerialStore {
    private final Map<String, SealedSerial> serials = new ConcurrentSkipListMap<>();
    private final MemoryTransactions transactions;

    public MemorySerialStore(MemoryTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<SealedSerial> all() {
        transactions.refuseWhenDown();
        return List.copyOf(serials.values());
    }

    @Override
    public void save(Collection<SealedSerial> saved) {
        saved.forEach(serial -> put(serial.serial(), serial));
    }

    @Override
    public void remove(String serial) {
        put(serial, null);
    }

    private void put(String id, @Nullable SealedSerial serial) {
        SealedSerial before = serial == null ? serials.remove(id) : serials.put(id, serial);
        transactions.onFailure(() -> {
            if (before == null) {
                serials.remove(id);
            } else {
                serials.put(id, before);
            }
        });
    }
}
