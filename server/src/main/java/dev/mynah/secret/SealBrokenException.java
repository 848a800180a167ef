package dev.mynah.secret;

/** A sealed value cannot be opened: it was altered, belongs to another record, or its key is gone. */
public final class SealBrokenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SealBrokenException(String message) {
        super(message);
    }
}
