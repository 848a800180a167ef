package dev.mynah.access;

import java.util.Map;

/**
 * What was changed by whom, for ever: entries are added and never altered. Thread-safe. Called within the
 * {@link dev.mynah.storage.Transactions change} it tells of, so that neither exists without the other.
 */
@FunctionalInterface
public interface AuditLog {
    /**
     * Adds an entry.
     *
     * @param subject what it was done to
     * @param details what is worth knowing; holds no secret
     */
    void record(Actor who, AuditAction action, AuditSubject subject, Map<String, String> details);
}
