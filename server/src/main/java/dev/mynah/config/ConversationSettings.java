package dev.mynah.config;

import java.time.Duration;

/**
 * What is kept of conversations. Immutable.
 *
 * @param keep for how long; zero keeps nothing
 * @param sound whether recordings are kept too
 * @param soundBytes most that all recordings together may take
 */
public record ConversationSettings(Duration keep, boolean sound, int soundBytes) {}
