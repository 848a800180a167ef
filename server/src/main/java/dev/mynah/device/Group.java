package dev.mynah.device;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Devices that belong together, such as those of one floor. Immutable.
 *
 * @param id opaque
 * @param name unique among the groups of its owner
 * @param ownerId whose it is; null when it is nobody's in particular
 * @param version grows with every change
 */
public record Group(
        String id,
        String name,
        String description,
        @Nullable String ownerId,
        Instant createdAt,
        long version) {
    Group named(String otherName, String otherDescription) {
        return new Group(id, otherName, otherDescription, ownerId, createdAt, version + 1);
    }
}
