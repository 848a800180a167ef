package dev.mynah.testing;

import dev.mynah.device.Group;
import dev.mynah.device.GroupStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Keeps groups in memory. Thread-safe. */
public final class MemoryGroupStore implements GroupStore {
    private final Map<String, Group> groups = new ConcurrentSkipListMap<>();
    private final MemoryTransactions transactions;
    private final MemoryDeviceStore devices;

    /** @param devices where memberships are */
    public MemoryGroupStore(MemoryTransactions transactions, MemoryDeviceStore devices) {
        this.transactions = transactions;
        this.devices = devices;
    }

    @Override
    public List<Group> all() {
        transactions.refuseWhenDown();
        return List.copyOf(groups.values());
    }

    @Override
    public Optional<Group> find(String id) {
        transactions.refuseWhenDown();
        return Optional.ofNullable(groups.get(id));
    }

    @Override
    public boolean save(Group group, long expected) {
        Group before = groups.get(group.id());
        if (expected != (before == null ? 0 : before.version())) {
            return false;
        }
        put(group.id(), group);
        return true;
    }

    @Override
    public void remove(String id) {
        put(id, null);
        devices.ungroup(id);
    }

    private void put(String id, @Nullable Group group) {
        Group before = group == null ? groups.remove(id) : groups.put(id, group);
        transactions.onFailure(() -> {
            if (before == null) {
                groups.remove(id);
            } else {
                groups.put(id, before);
            }
        });
    }
}
