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
     * @param action what was done, as {@code noun.verb}: {@code device.bound}, {@code user.role_changed}
     * @param subject what it was done to: an id
     * @param details what is worth knowing; holds no secret
     */
    void record(Actor who, String action, String subject, Map<String, String> details);
}
