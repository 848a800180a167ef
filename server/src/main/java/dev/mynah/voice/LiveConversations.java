package dev.mynah.voice;

import dev.mynah.protocol.DeviceId;
import java.util.Optional;

/** The conversations that are open on this node. Thread-safe. */
@FunctionalInterface
public interface LiveConversations {
    /** The one of a device; empty when it is not connected. */
    Optional<LiveConversation> of(DeviceId device);
}
