package dev.mynah.voice.provider;

/**
 * How a provider of a chain is doing.
 *
 * @param failures how often it failed since it last succeeded
 * @param lastFailure what it failed with last, in words; empty when it never failed
 */
public record ProviderHealth(String provider, Stage stage, State state, int failures, String lastFailure) {
    /** Whether the provider is asked. */
    public enum State {
        /** It is asked. */
        WORKING,
        /** It failed again and again and is left alone for a while. */
        RESTING,
        /** Its rest is over: the next turn, or the one that runs now, finds out whether it works again. */
        ON_TRIAL
    }
}
