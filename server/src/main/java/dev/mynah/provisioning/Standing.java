package dev.mynah.provisioning;

import dev.mynah.config.DeviceTransport;
import org.jspecify.annotations.Nullable;

/** What a device that asks for its configuration is to this server. */
public sealed interface Standing {
    /**
     * It belongs here, or every device is trusted.
     *
     * @param token for its voice channel; empty when it needs none
     * @param transport somebody chose for it; null when nobody did
     */
    record Admitted(String token, @Nullable DeviceTransport transport) implements Standing {}

    /** Somebody has to enter its code first. */
    record Waiting(Activation activation) implements Standing {}

    /**
     * As many devices wait as may.
     *
     * @param limit how many that is
     */
    record Crowded(int limit) implements Standing {}
}
