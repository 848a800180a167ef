package dev.mynah.session;

import dev.mynah.protocol.DeviceId;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The devices that can be reached at any time, on this node; of several links of a device the newest. Thread-safe. */
public final class MessageLinks {
    private final ConcurrentHashMap<DeviceId, MessageLink> links = new ConcurrentHashMap<>();

    /** Takes in a link, in the place of one the device had. */
    public void connected(MessageLink link) {
        links.put(link.device(), link);
    }

    /** Forgets a link; does nothing when a newer one took its place. */
    public void disconnected(MessageLink link) {
        links.remove(link.device(), link);
    }

    public Optional<MessageLink> of(DeviceId device) {
        return Optional.ofNullable(links.get(device));
    }

    public int size() {
        return links.size();
    }
}
