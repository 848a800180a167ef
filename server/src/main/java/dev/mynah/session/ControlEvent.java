package dev.mynah.session;

import dev.mynah.protocol.DeviceId;
import java.util.List;

/** What happens on the wires of devices that are controlled rather than talked with. */
public sealed interface ControlEvent {
    DeviceId device();

    /** A device can be reached by this link. */
    record Connected(ControlLink link) implements ControlEvent {
        @Override
        public DeviceId device() {
            return link.device();
        }
    }

    /**
     * A device can no longer be reached by this link.
     *
     * @param reason in words
     */
    record Disconnected(ControlLink link, String reason) implements ControlEvent {
        @Override
        public DeviceId device() {
            return link.device();
        }
    }

    /**
     * A device said something of itself.
     *
     * @param name such as {@code TMP}
     * @param values at least none, each a short text
     */
    record Reported(DeviceId device, String name, List<String> values) implements ControlEvent {}
}
