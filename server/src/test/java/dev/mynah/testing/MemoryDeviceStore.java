package dev.mynah.testing;

import dev.mynah.device.Device;
import dev.mynah.device.DeviceStore;
import dev.mynah.protocol.DeviceId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import org.jspecify.annotations.Nullable;

/** Keeps devices in memory. Thread-safe. */
public final class MemoryDeviceStore implements DeviceStore {
    private final Map<DeviceId, Device> devices = new ConcurrentSkipListMap<>();
    private final MemoryTransactions transactions;

    public MemoryDeviceStore(MemoryTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public List<Device> all() {
        transactions.refuseWhenDown();
        return List.copyOf(devices.values());
    }

    @Override
    public Optional<Device> find(DeviceId id) {
        transactions.refuseWhenDown();
        return Optional.ofNullable(devices.get(id));
    }

    @Override
    public boolean save(Device device, long expected) {
        Device before = devices.get(device.id());
        if (expected != (before == null ? 0 : before.version())) {
            return false;
        }
        put(
                device.id(),
                before == null ? device : device.with(before.reported()).with(before.seen()));
        return true;
    }

    @Override
    public void met(Collection<Device> met) {
        met.stream().filter(device -> !devices.containsKey(device.id())).forEach(device -> put(device.id(), device));
    }

    @Override
    public void reported(Collection<Device> reported) {
        for (Device device : reported) {
            find(device.id())
                    .ifPresent(known ->
                            put(known.id(), known.with(device.reported()).with(device.seen())));
        }
    }

    @Override
    public boolean remove(DeviceId id, long expected) {
        Device before = devices.get(id);
        if (before == null || before.version() != expected) {
            return false;
        }
        put(id, null);
        return true;
    }

    /** Takes every device out of a group. */
    void ungroup(String group) {
        for (Device device : all()) {
            if (device.arrangement().groups().contains(group)) {
                put(
                        device.id(),
                        device.with(device.arrangement()
                                .in(device.arrangement().groups().stream()
                                        .filter(other -> !other.equals(group))
                                        .toList())));
            }
        }
    }

    private void put(DeviceId id, @Nullable Device device) {
        Device before = device == null ? devices.remove(id) : devices.put(id, device);
        transactions.onFailure(() -> {
            if (before == null) {
                devices.remove(id);
            } else {
                devices.put(id, before);
            }
        });
    }
}
