package dev.mynah.session;

import dev.mynah.protocol.message.DeviceMessage;

/** Hears of devices that come and go, and what they say outside of conversations. Called on event loops: must not wait. */
public interface MessageListener {
    /** Hears nothing. */
    MessageListener NONE = new MessageListener() {
        @Override
        public void connected(MessageLink link) {}

        @Override
        public void received(MessageLink link, DeviceMessage.Mcp reply) {}

        @Override
        public void disconnected(MessageLink link) {}
    };

    /** A device can be reached. One that it replaces may be gone after this. */
    void connected(MessageLink link);

    /** A device's tools answered. While a conversation is open it is told too; whose request it was, its id says. */
    void received(MessageLink link, DeviceMessage.Mcp reply);

    /** The device can no longer be reached this way; said once for each link. */
    void disconnected(MessageLink link);
}
