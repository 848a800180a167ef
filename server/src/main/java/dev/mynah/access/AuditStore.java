package dev.mynah.access;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the audit log is kept. Store port; thread-safe; blocks. There is no way to alter an entry. All throw
 * {@link dev.mynah.storage.StorageException}.
 */
public interface AuditStore {
    /** Adds an entry; to be called within {@link dev.mynah.storage.Transactions}. */
    void append(Instant at, Actor who, String action, AuditSubject subject, Map<String, String> details);

    /**
     * Entries, the latest first.
     *
     * @param before id of the last one seen; null for the latest
     */
    List<AuditEntry> page(AuditQuery query, @Nullable Long before, int most);

    /** Removes up to so many of the oldest entries from before this time; returns how many. */
    int removeBefore(Instant time, int most);
}
