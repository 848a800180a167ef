package dev.mynah.api.firmware;

import dev.mynah.protocol.DeviceId;
import java.util.HashMap;
import java.util.Map;

/** How many fetch firmware at once, in all and of one device. Thread-safe. */
final class DownloadPlaces {
    /** A device that restarted in the middle comes again while its former connection still stands. */
    private static final int OF_ONE_DEVICE = 3;

    private final Map<DeviceId, Integer> taken = new HashMap<>();
    private final int most;
    private int all;

    DownloadPlaces(int most) {
        this.most = most;
    }

    /** Takes a place, to be given back; false when there is none. */
    synchronized boolean take(DeviceId device) {
        int own = taken.getOrDefault(device, 0);
        if (all >= most || own >= OF_ONE_DEVICE) {
            return false;
        }
        taken.put(device, own + 1);
        all++;
        return true;
    }

    synchronized void giveBack(DeviceId device) {
        taken.computeIfPresent(device, (same, own) -> own == 1 ? null : own - 1);
        all--;
    }

    synchronized int inUse() {
        return all;
    }
}
