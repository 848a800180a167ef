package dev.mynah.device;

import dev.mynah.session.DeviceSession;
import dev.mynah.session.SessionEnd;
import dev.mynah.session.SessionListener;

/** Notes with every session that its device is there, or left. Thread-safe. */
public final class PresenceNotes implements SessionListener {
    private final DeviceRegistry devices;

    public PresenceNotes(DeviceRegistry devices) {
        this.devices = devices;
    }

    @Override
    public void opened(DeviceSession session) {
        devices.connected(session.deviceId(), session.id(), session.link().transport());
    }

    @Override
    public void ended(DeviceSession session, SessionEnd reason) {
        devices.left(session.deviceId(), session.id(), reason);
    }
}
