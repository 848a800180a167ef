package dev.mynah.session;

import dev.mynah.protocol.DeviceId;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** The devices that can be told to do something now, by whichever wire; what else happens is handed on. Thread-safe. */
public final class ControlLinks implements Consumer<ControlEvent> {
    private final ConcurrentHashMap<DeviceId, ControlLink> links = new ConcurrentHashMap<>();
    private final Consumer<ControlEvent> next;

    /** @param next learns of every event; must not block */
    public ControlLinks(Consumer<ControlEvent> next) {
        this.next = next;
    }

    @Override
    public void accept(ControlEvent event) {
        switch (event) {
            case ControlEvent.Connected connected -> links.put(connected.device(), connected.link());
            case ControlEvent.Disconnected gone -> links.remove(gone.device(), gone.link());
            case ControlEvent.Reported reported -> {}
        }
        next.accept(event);
    }

    /** The way to a device, when there is one. */
    public Optional<ControlLink> of(DeviceId device) {
        return Optional.ofNullable(links.get(device));
    }
}
