package dev.mynah.storage.sql;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which change of one database is in progress on a thread. Thread-safe. */
public final class ChangeInProgress {
    private final ScopedValue<OpenChange> current = ScopedValue.newInstance();

    /** The change around the caller; null when there is none. */
    public @Nullable OpenChange here() {
        return current.isBound() ? current.get() : null;
    }

    /** Runs the work inside the change, as its outermost part; throws also when the work swallowed a store's failure. */
    public <T> T within(OpenChange change, Supplier<T> work) {
        return ScopedValue.where(current, change).call(() -> {
            T result = work.get();
            change.throwIfSpoiled();
            return result;
        });
    }
}
