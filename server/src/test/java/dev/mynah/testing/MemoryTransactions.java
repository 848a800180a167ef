package dev.mynah.testing;

import dev.mynah.storage.StorageException;
import dev.mynah.storage.Transactions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Transactions over stores in memory: one after another, and undone when they fail. Can be out of order, as a database can.
 * Thread-safe.
 */
public final class MemoryTransactions implements Transactions {
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Runnable> undo = new ArrayList<>();
    private volatile StorageException.@Nullable Reason down;
    private volatile Runnable before = () -> {};

    @Override
    public <T> T change(Supplier<T> work) {
        before.run();
        boolean outermost = !lock.isHeldByCurrentThread();
        lock.lock();
        try {
            return outermost ? whole(work) : work.get();
        } finally {
            lock.unlock();
        }
    }

    private <T> T whole(Supplier<T> work) {
        try {
            refuseWhenDown();
            T result = work.get();
            refuseWhenDown();
            return result;
        } catch (RuntimeException failed) {
            undo.reversed().forEach(Runnable::run);
            throw failed;
        } finally {
            undo.clear();
        }
    }

    /** Says how to take back what a store just did. */
    public void onFailure(Runnable takingBack) {
        if (lock.isHeldByCurrentThread()) {
            undo.add(takingBack);
        }
    }

    /** From now on nothing can be stored or read. */
    public void goDown() {
        down = StorageException.Reason.UNAVAILABLE;
    }

    /** Everything works again. */
    public void comeBack() {
        down = null;
    }

    /** Does something before each change, such as waiting. */
    public void beforeEach(Runnable doing) {
        before = doing;
    }

    /** What every store does before it answers. */
    void refuseWhenDown() {
        StorageException.Reason reason = down;
        if (reason != null) {
            throw new StorageException(reason, "the database does not answer", new IllegalStateException("down"));
        }
    }
}
