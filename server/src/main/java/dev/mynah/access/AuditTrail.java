package dev.mynah.access;

import dev.mynah.storage.Transactions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The audit log: adds to it, reads it, and lets go of what is older than people want to keep. Thread-safe. */
public final class AuditTrail implements AuditLog {
    private static final int BATCH = 1000;
    private static final int LONGEST_DETAIL = 500;
    /** Names under which no value is written, whatever it is: a mistake of one feature must not publish a secret. */
    private static final Pattern SECRET =
            Pattern.compile(".*(passw|secret|token|credential|private|api_?key$|hash).*", Pattern.CASE_INSENSITIVE);

    private final Transactions transactions;
    private final AuditStore store;
    private final InstantSource clock;
    private final Duration retention;

    /** @param retention how long entries are kept */
    public AuditTrail(Transactions transactions, AuditStore store, InstantSource clock, Duration retention) {
        this.transactions = transactions;
        this.store = store;
        this.clock = clock;
        this.retention = retention;
    }

    @Override
    public void record(Actor who, AuditAction action, AuditSubject subject, Map<String, String> details) {
        var told = new LinkedHashMap<String, String>();
        details.forEach((name, value) -> told.put(name, told(name, value)));
        store.append(clock.instant(), who, action.label(), subject, told);
    }

    /** See {@link AuditStore#page}. */
    public List<AuditEntry> page(AuditQuery query, @Nullable Long before, int most) {
        return store.page(query, before, most);
    }

    /** Lets go of what is older than the retention; returns how many entries. */
    public int removeOld() {
        var before = clock.instant().minus(retention);
        int all = 0;
        for (int removed = BATCH; removed == BATCH; all += removed) {
            removed = transactions.change(() -> store.removeBefore(before, BATCH));
        }
        return all;
    }

    private static String told(String name, String value) {
        boolean plain = !SECRET.matcher(name).matches() || value.equals("set");
        String shown = plain ? value : "(secret)";
        return shown.length() <= LONGEST_DETAIL ? shown : shown.substring(0, LONGEST_DETAIL) + "...";
    }
}
