package dev.mynah.secret;

import java.util.Optional;

/**
 * One sealed value beside the data, by which a start can tell that the keys it was given are those of the data before
 * anything depends on it. Store port; thread-safe.
 */
public interface KeyWitness {
    /** The sealed value; empty when nothing was ever sealed here. */
    Optional<String> sealed();

    /** Keeps the value in place of the one before. */
    void keep(String sealed);

    /** Keeps the value unless there is one, and returns the one that is there then. Atomic. */
    String keepFirst(String sealed);
}
