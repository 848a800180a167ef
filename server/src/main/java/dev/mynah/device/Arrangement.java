package dev.mynah.device;

import dev.mynah.config.DeviceTransport;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What people decided about a device. Immutable.
 *
 * @param name empty when nobody named it
 * @param ownerId whose it is; null when it is nobody's in particular
 * @param groups ids of the groups it is in
 * @param assistantId who it talks with; null for the usual one
 * @param transport the wire it is told to use; null for the usual one
 * @param notes free text
 */
public record Arrangement(
        String name,
        @Nullable String ownerId,
        SortedSet<String> groups,
        @Nullable String assistantId,
        @Nullable DeviceTransport transport,
        String notes) {
    /** Nothing decided. */
    public static final Arrangement NONE = new Arrangement("", null, Collections.emptySortedSet(), null, null, "");

    public Arrangement {
        groups = Collections.unmodifiableSortedSet(new TreeSet<>(groups));
    }

    public Arrangement named(String other) {
        return new Arrangement(other, ownerId, groups, assistantId, transport, notes);
    }

    public Arrangement ownedBy(@Nullable String other) {
        return new Arrangement(name, other, groups, assistantId, transport, notes);
    }

    public Arrangement in(Collection<String> others) {
        return new Arrangement(name, ownerId, new TreeSet<>(others), assistantId, transport, notes);
    }

    public Arrangement talkingWith(@Nullable String other) {
        return new Arrangement(name, ownerId, groups, other, transport, notes);
    }

    public Arrangement over(@Nullable DeviceTransport other) {
        return new Arrangement(name, ownerId, groups, assistantId, other, notes);
    }

    public Arrangement noted(String other) {
        return new Arrangement(name, ownerId, groups, assistantId, transport, other);
    }
}
