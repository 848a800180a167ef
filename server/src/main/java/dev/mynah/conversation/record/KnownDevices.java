package dev.mynah.conversation.record;

import dev.mynah.protocol.DeviceId;
import org.jspecify.annotations.Nullable;

/** What is known of devices, from memory. Thread-safe; must not wait. */
public interface KnownDevices {
    /** For people to read. */
    String name(DeviceId device);

    /** Whose it is; null when nobody's in particular. */
    @Nullable
    String owner(DeviceId device);
}
