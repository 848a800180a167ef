package dev.mynah.device;

import dev.mynah.session.SessionEnd;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a device is there, whatever the wire. Immutable.
 *
 * @param online whether it has a connection
 * @param since when the present connection began; null while offline
 * @param transport the wire it is on, or was last; null when it never connected
 * @param lastSeen when it last asked for its configuration, connected or left; null when never
 * @param leftFor why its last session ended; null while online and when none did
 */
public record Presence(
        boolean online,
        @Nullable Instant since,
        @Nullable String transport,
        @Nullable Instant lastSeen,
        @Nullable SessionEnd leftFor) {}
