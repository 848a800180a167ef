package dev.mynah.config;

import java.time.Duration;

/**
 * Spoken answers that apps fetch. Immutable.
 *
 * @param keep how long each can be fetched
 * @param bytes memory for all of them
 */
public record AnswerSettings(Duration keep, int bytes) {}
