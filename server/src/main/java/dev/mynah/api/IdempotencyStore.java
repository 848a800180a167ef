package dev.mynah.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Remembers for a day what was answered to requests with an {@code Idempotency-Key}, so that a client that lost the answer
 * may ask again without doing it twice. Thread-safe; may block.
 */
public interface IdempotencyStore {
    /**
     * What a key stands for: one caller's key for one address.
     *
     * @param caller kind and id of the principal
     * @param route operation and path
     * @param value as the client chose it
     */
    record Key(String caller, String route, String value) {}

    /**
     * An answer to be given again.
     *
     * @param data the JSON in the envelope
     */
    record Remembered(int status, String data, String message, List<Map.Entry<String, String>> headers) {
        public Remembered {
            headers = List.copyOf(headers);
        }
    }

    /** What is known of a key. */
    sealed interface Claim {
        /** Nothing: go on, then {@link #keep} or {@link #abandon}. */
        record Fresh() implements Claim {}

        /** It was done. */
        record Done(Remembered answer) implements Claim {}

        /** It is being done. */
        record UnderWay() implements Claim {}

        /** The key came with another request before. */
        record Mismatch() implements Claim {}

        /** No more keys can be remembered now. */
        record Full() implements Claim {}
    }

    /** @param request hash of everything that makes the request what it is */
    Claim claim(Key key, String request, Instant now);

    /** The claimed request was done. */
    void keep(Key key, Remembered answer);

    /** The claimed request did nothing, and may be tried again. */
    void abandon(Key key);
}
