package dev.mynah.simulator.device;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What a device sent and received; the oldest entries go when it is full. Thread-safe. */
public final class DeviceLog {
    private final int capacity;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private long forgotten;

    /**
     * One message; either text or bytes is there.
     *
     * @param atNanos on the device's clock
     */
    public record Entry(
            long atNanos, boolean received, @Nullable String text, byte @Nullable [] bytes) {}

    /** Keeps at most {@code capacity} entries; 0 keeps none. */
    DeviceLog(int capacity) {
        this.capacity = capacity;
    }

    void add(long atNanos, boolean received, @Nullable String text, byte @Nullable [] bytes) {
        if (capacity == 0) {
            return;
        }
        lock.lock();
        try {
            if (entries.size() == capacity) {
                entries.removeFirst();
                forgotten++;
            }
            entries.addLast(new Entry(atNanos, received, text, bytes));
        } finally {
            lock.unlock();
        }
    }

    /** A copy, oldest first. */
    public List<Entry> entries() {
        lock.lock();
        try {
            return List.copyOf(entries);
        } finally {
            lock.unlock();
        }
    }

    /** How many entries had to go. */
    public long forgotten() {
        lock.lock();
        try {
            return forgotten;
        } finally {
            lock.unlock();
        }
    }
}
