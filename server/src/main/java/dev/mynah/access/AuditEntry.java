package dev.mynah.access;

import java.time.Instant;
import java.util.Map;

/**
 * One thing that was done. Immutable.
 *
 * @param id grows in the order of recording, whatever the clock says
 * @param action a label of {@link AuditAction}, or what another version of the program wrote
 */
public record AuditEntry(
        long id, Instant at, Actor who, String action, AuditSubject subject, Map<String, String> details) {
    public AuditEntry {
        details = Map.copyOf(details);
    }
}
