package dev.mynah.conversation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as lists show it: everything that was said on one channel of a device. Immutable.
 *
 * @param ownerId whose the device was; null when nobody's in particular
 * @param transport the wire
 * @param turns how many there were
 * @param preview the first question
 */
public record TalkedWith(
        String id,
        String deviceId,
        @Nullable String ownerId,
        String transport,
        Instant startedAt,
        Instant lastAt,
        int turns,
        String preview) {}
