package dev.mynah.storage.sql;

import java.util.function.Function;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A change in progress, with the changes nested in it. Confined to one thread.
 *
 * <p>PostgreSQL takes nothing more in a transaction after an error, SQLite goes on as if nothing had been. So that a
 * feature behaves alike on both, an error spoils the innermost change here, and only that change's end, which undoes it,
 * makes the connection good again.
 */
public final class OpenChange {
    private final Handle handle;
    private final Failures failures;
    private @Nullable RuntimeException spoiledBy;
    private int depth;

    public OpenChange(Handle handle, Failures failures) {
        this.handle = handle;
        this.failures = failures;
    }

    /** Uses the connection; a failure spoils the innermost change. */
    public <T> T use(Function<Handle, T> work) {
        throwIfSpoiled();
        try {
            return work.apply(handle);
        } catch (RuntimeException failure) {
            spoiledBy = failures.translated(failure);
            throw spoiledBy;
        }
    }

    /** Does the work as a change within this one; when it throws, only it is undone. */
    public <T> T nested(Supplier<T> work) {
        String savepoint = "nested_" + ++depth;
        use(open -> open.execute("SAVEPOINT " + savepoint));
        boolean done = false;
        try {
            T result = work.get();
            throwIfSpoiled();
            use(open -> open.execute("RELEASE " + savepoint));
            done = true;
            return result;
        } finally {
            depth--;
            if (!done) {
                undo(savepoint);
            }
        }
    }

    /** Throws what spoiled the change, if something did. */
    void throwIfSpoiled() {
        if (spoiledBy != null) {
            throw spoiledBy;
        }
    }

    private void undo(String savepoint) {
        try {
            handle.execute("ROLLBACK TO " + savepoint);
            handle.execute("RELEASE " + savepoint);
            spoiledBy = null;
        } catch (RuntimeException failure) {
            // The whole transaction is gone, as after a full disk; the outer changes must not believe in it either.
            if (spoiledBy == null) {
                spoiledBy = failures.translated(failure);
            }
        }
    }
}
