package dev.mynah.storage;

import java.time.Duration;

/** Is told what storage does; to be counted. Thread-safe; called on the threads that store, so it must be quick. */
public interface StorageEvents {
    /** Tells nobody. */
    StorageEvents NONE = new StorageEvents() {
        @Override
        public void committed(int changes, Duration took) {}

        @Override
        public void failed(StorageException.Reason reason) {}

        @Override
        public void repeated() {}
    };

    /** So many changes became durable together; they took so long from the first statement on. */
    void committed(int changes, Duration took);

    /** A change or a read failed, or was refused because too many waited. */
    void failed(StorageException.Reason reason);

    /** A change was begun anew because of a conflict with another one. */
    void repeated();
}
