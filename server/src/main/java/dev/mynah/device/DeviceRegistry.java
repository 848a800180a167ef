package dev.mynah.device;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ota.DeviceReport;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What devices last reported of themselves, in memory. Thread-safe. Bounded: the device that has been silent longest gives
 * way, which costs nothing but the knowledge of its firmware version until it restarts.
 */
public final class DeviceRegistry {
    private final Map<DeviceId, DeviceReport> reports;

    /** @param capacity how many devices are remembered */
    public DeviceRegistry(int capacity) {
        this.reports = new LinkedHashMap<>(64, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<DeviceId, DeviceReport> eldest) {
                return size() > capacity;
            }
        };
    }

    /** Remembers what a device said of itself. */
    public synchronized void reported(DeviceId device, DeviceReport report) {
        reports.put(device, report);
    }

    /** What the device last said of itself. */
    public synchronized Optional<DeviceReport> report(DeviceId device) {
        return Optional.ofNullable(reports.get(device));
    }

    public synchronized int size() {
        return reports.size();
    }
}
