package dev.mynah.secret;

import java.io.IOException;

/** The server's key cannot be used as it is. The message tells a person what to do and holds nothing of a key. */
public final class MasterKeyException extends IOException {
    private static final long serialVersionUID = 1L;

    public MasterKeyException(String message) {
        super(message);
    }
}
