package dev.mynah.session;

import dev.mynah.protocol.DeviceId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sessions that are open on this node, at most one for each device. Thread-safe.
 *
 * <p>A second channel of a device means that the first is dead, though its connection may linger (firmware wire contract
 * §8.4): the newer one wins, and the older one's late end does not touch it.
 */
public final class SessionRegistry {
    private final ConcurrentHashMap<DeviceId, DeviceSession> sessions = new ConcurrentHashMap<>();

    /** Takes in a session and closes the one it replaces. */
    public void opened(DeviceSession session) {
        DeviceSession previous = sessions.put(session.deviceId(), session);
        if (previous != null) {
            previous.close(SessionEnd.TAKEN_OVER);
        }
    }

    /** Forgets a session; does nothing when a newer one took its place. */
    public void ended(DeviceSession session) {
        sessions.remove(session.deviceId(), session);
    }

    public Optional<DeviceSession> of(DeviceId device) {
        return Optional.ofNullable(sessions.get(device));
    }

    public int size() {
        return sessions.size();
    }

    /** The sessions open at some moment during the call. */
    public Collection<DeviceSession> all() {
        return List.copyOf(sessions.values());
    }
}
