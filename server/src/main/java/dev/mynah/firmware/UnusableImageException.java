package dev.mynah.firmware;

/** A file is no application a device could run. The message says what it is instead and what to do. */
public final class UnusableImageException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableImageException(String message) {
        super(message);
    }
}
