package dev.mynah.app;

import dev.mynah.device.Device;
import dev.mynah.device.FleetNews;
import dev.mynah.event.EventType;
import dev.mynah.event.LiveEvents;
import dev.mynah.provisioning.Activation;
import java.util.Map;

/** Turns what becomes of devices into events for whoever watches. Thread-safe, never waits. */
final class FleetEvents implements FleetNews {
    private final LiveEvents events;

    FleetEvents(LiveEvents events) {
        this.events = events;
    }

    /** A device that nobody has bound shows a code. The code is not told: it proves that somebody sees the device. */
    void waiting(Activation activation) {
        String mac = activation.device().mac();
        String board = activation.reported().board();
        events.publish(
                EventType.DEVICE_WAITING, mac, null, Map.of("name", board.isEmpty() ? mac : board, "board", board));
    }

    @Override
    public void activated(Device device) {
        tell(EventType.DEVICE_ACTIVATED, device);
    }

    @Override
    public void changed(Device device) {
        tell(EventType.DEVICE_CHANGED, device);
    }

    @Override
    public void removed(Device device) {
        tell(EventType.DEVICE_REMOVED, device);
    }

    private void tell(EventType type, Device device) {
        events.publish(type, device.id().mac(), device.arrangement().ownerId(), Map.of("name", device.name()));
    }
}
