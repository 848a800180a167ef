package dev.mynah.storage;

import org.jspecify.annotations.Nullable;

/** Something could not be stored or read. Nothing half-done stays behind. */
public final class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What kind of trouble it is. */
    public enum Reason {
        /** The database does not answer. */
        UNAVAILABLE,
        /** No room: on the disk, or in the queue of changes. */
        FULL,
        /** A unique value is taken. */
        DUPLICATE,
        /** Anything else: a defect of the program or a damaged database. */
        BROKEN
    }

    private final Reason reason;

    public StorageException(Reason reason, String message) {
        this(reason, message, null);
    }

    public StorageException(Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
