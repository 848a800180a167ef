package dev.mynah.session;

import dev.mynah.protocol.message.DeviceMessage;

/** Hears of devices that come and go, and what they say outside of conversations. Called on event loops: must not wait. */
public interface ControlListener {
    /** Hears nothing. */
    ControlListener NONE = new ControlListener() {
        @Override
        public void connected(ControlLink link) {}

        @Override
        public void received(ControlLink link, DeviceMessage.Mcp reply) {}

        @Override
        public void disconnected(ControlLink link) {}
    };

    /** A device can be reached. One that it replaces may be gone after this. */
    void connected(ControlLink link);

    /** A device's tools answered. While a conversation is open it is told too; whose request it was, its id says. */
    void received(ControlLink link, DeviceMessage.Mcp reply);

    /** The device can no longer be reached this way; said once for each link. */
    void disconnected(ControlLink link);
}
