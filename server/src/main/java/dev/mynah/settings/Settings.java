package dev.mynah.settings;

import dev.mynah.access.Actor;
import dev.mynah.access.AuditAction;
import dev.mynah.access.AuditLog;
import dev.mynah.access.AuditSubject;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.Reason;
import dev.mynah.error.RefusedException;
import dev.mynah.storage.Transactions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the site. What is in force is known without asking the database, also while that is away. Thread-safe;
 * {@link #load} and {@link #change} block.
 */
public final class Settings {
    private final SettingsStore store;
    private final Transactions transactions;
    private final AuditLog audit;
    private final Map<String, String> configured;
    private final List<Consumer<SettingsSnapshot>> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock publishing = new ReentrantLock();
    private volatile SettingsSnapshot current;

    /** @param configured what the configuration says, by key, of every setting there is */
    public Settings(SettingsStore store, Transactions transactions, AuditLog audit, Map<String, String> configured) {
        this.store = store;
        this.transactions = transactions;
        this.audit = audit;
        this.configured = Map.copyOf(configured);
        this.current = new SettingsSnapshot(0, configured, Map.of());
        Setting.ALL.forEach(setting -> current.value(setting)); // a defect shows at the start
    }

    /**
     * Takes what is stored. Called at the start, and when another node has changed it.
     *
     * @throws dev.mynah.storage.StorageException when the database cannot be read
     */
    public void load() {
        publish(stored());
    }

    /** What is in force. Never blocks. */
    public SettingsSnapshot current() {
        return current;
    }

    /** Is told of every change, in order; must be quick. */
    public void onChange(Consumer<SettingsSnapshot> listener) {
        listeners.add(listener);
    }

    /**
     * Sets some of the settings, or nothing.
     *
     * @param changes by key; null goes back to what the configuration says
     * @param expected given what is in force now; throws when that is not what the caller has seen
     * @throws RefusedException when a key or value is not allowed
     * @throws dev.mynah.storage.StorageException when it could not be stored
     */
    public SettingsSnapshot change(
            Map<String, @Nullable String> changes, Consumer<SettingsSnapshot> expected, Actor who) {
        changes.forEach(Settings::refuseUnlessAllowed);
        SettingsSnapshot changed = transactions.change(() -> {
            SettingsSnapshot before = stored();
            expected.accept(before);
            long version = before.version() + 1;
            var details = new TreeMap<String, String>();
            changes.forEach((key, value) -> {
                store.keep(new SettingsStore.Kept(key, value, version));
                details.put(key, value == null ? "(as configured)" : value);
            });
            audit.record(who, AuditAction.SETTINGS_CHANGED, new AuditSubject("settings", ""), details);
            return stored();
        });
        publish(changed);
        return changed;
    }

    private static void refuseUnlessAllowed(String key, @Nullable String value) {
        Setting<?> setting = Setting.named(key)
                .orElseThrow(() -> new RefusedException(
                        ErrorCode.INVALID_REQUEST, "There is no setting " + key + ".", Map.of("field", key)));
        if (value != null && !setting.allows(value)) {
            throw new RefusedException(
                    ErrorCode.INVALID_REQUEST,
                    Reason.SETTING_VALUE,
                    Map.of("field", key, "key", key, "value", value, "allowed", setting.allowed()));
        }
    }

    private SettingsSnapshot stored() {
        long version = 0;
        var changed = new HashMap<String, String>();
        for (SettingsStore.Kept kept : store.all()) {
            version = Math.max(version, kept.version());
            String value = kept.value();
            // What an older or newer version allowed and this one does not is as if it had not been set.
            if (value != null
                    && Setting.named(kept.key())
                            .filter(setting -> setting.allows(value))
                            .isPresent()) {
                changed.put(kept.key(), value);
            }
        }
        return new SettingsSnapshot(version, configured, changed);
    }

    private void publish(SettingsSnapshot snapshot) {
        publishing.lock();
        try {
            if (snapshot.version() > current.version()) {
                current = snapshot;
                listeners.forEach(listener -> listener.accept(snapshot));
            }
        } finally {
            publishing.unlock();
        }
    }
}
