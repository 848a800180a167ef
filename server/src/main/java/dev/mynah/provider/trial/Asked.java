package dev.mynah.provider.trial;

import dev.mynah.voice.provider.Stage;

/**
 * What came of asking a provider.
 *
 * @param latencyMillis until the first of the answer came, or the failure
 * @param answer what it answered; empty when it failed
 * @param error its own words for the failure, as far as it had some; empty when it worked
 * @param kind of failure, in lower case; empty when it worked
 */
public record Asked(Stage use, boolean ok, long latencyMillis, String answer, String error, String kind) {}
