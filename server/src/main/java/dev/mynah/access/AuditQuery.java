package dev.mynah.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries somebody wants to see; null where everything will do. Immutable.
 *
 * @param actor id of who did it
 * @param action the action, or its beginning up to a dot: {@code user} finds {@code user.created}
 * @param from the first time
 * @param to the time before which
 */
public record AuditQuery(
        @Nullable String actor,
        @Nullable String action,
        @Nullable String subject,
        @Nullable Instant from,
        @Nullable Instant to) {
    /** Everything. */
    public static final AuditQuery ALL = new AuditQuery(null, null, null, null, null);
}
