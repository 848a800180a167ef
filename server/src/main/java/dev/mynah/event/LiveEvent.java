package dev.mynah.event;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened. Immutable.
 *
 * @param id grows with every event of this run of the server
 * @param deviceId the device it concerns; null when none
 * @param ownerId whose that device is; null when nobody's in particular
 * @param data what is worth knowing; holds no secret
 */
public record LiveEvent(
        long id,
        EventType type,
        Instant at,
        @Nullable String deviceId,
        @Nullable String ownerId,
        Map<String, String> data) {
    public LiveEvent {
        data = Map.copyOf(data);
    }

    /** Whether somebody who sees only what is their own may hear of it. */
    public boolean belongsTo(String user) {
        return user.equals(ownerId);
    }
}
