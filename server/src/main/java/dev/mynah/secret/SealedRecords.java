package dev.mynah.secret;

/** A feature's sealed values, so that they can be sealed with a new key. Thread-safe. */
@FunctionalInterface
public interface SealedRecords {
    /**
     * Opens up to so many values that are {@link SecretSealer#stale stale} and seals them with the current key, in one
     * change. A value that does not open is left as it is and not counted.
     *
     * @return how many were sealed anew; 0 when none is left
     */
    int resealSome(int most);
}
