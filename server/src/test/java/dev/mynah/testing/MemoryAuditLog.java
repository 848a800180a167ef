package dev.mynah.testing;

import dev.mynah.access.Actor;
import dev.mynah.access.AuditAction;
import dev.mynah.access.AuditLog;
import dev.mynah.access.AuditSubject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the audit log in memory. Thread-safe. */
public final class MemoryAuditLog implements AuditLog {
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final MemoryTransactions transactions;

    /** One entry. */
    public record Entry(Actor who, String action, String subject, String name, Map<String, String> details) {}

    public MemoryAuditLog(MemoryTransactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public void record(Actor who, AuditAction action, AuditSubject subject, Map<String, String> details) {
        Entry entry = new Entry(who, action.label(), subject.id(), subject.name(), Map.copyOf(details));
        entries.add(entry);
        transactions.onFailure(() -> entries.remove(entry));
    }

    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** The actions alone. */
    public List<String> actions() {
        return entries.stream().map(Entry::action).toList();
    }
}
