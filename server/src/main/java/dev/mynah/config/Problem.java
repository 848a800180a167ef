package dev.mynah.config;

/**
 * One thing wrong with the configuration. Immutable.
 *
 * @param place where it was given, such as {@code mynah.yml:3}
 * @param message key, value and what is allowed, in a sentence
 */
public record Problem(String place, String message) {
    static Problem at(Origin origin, String message) {
        return new Problem(origin.place(), message);
    }

    @Override
    public String toString() {
        return place + ": " + message;
    }
}
