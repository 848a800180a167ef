package dev.mynah.backup;

/** A backup cannot be written or used. The message says why and what to do, for whoever typed the command. */
public final class BackupException extends Exception {
    private static final long serialVersionUID = 1L;

    public BackupException(String message) {
        super(message);
    }

    public BackupException(String message, Throwable cause) {
        super(message, cause);
    }
}
