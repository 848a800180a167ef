package dev.mynah.config;

/**
 * A value nobody may read in a log, a page or an error. Immutable.
 *
 * @param value the secret itself; hand it only to what must present it
 */
public record Secret(String value) {
    /** What is printed in place of a secret. */
    public static final String REDACTED = "(secret)";

    @Override
    public String toString() {
        return REDACTED;
    }
}
