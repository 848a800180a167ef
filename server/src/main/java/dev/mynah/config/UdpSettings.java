package dev.mynah.config;

import org.jspecify.annotations.Nullable;

/**
 * The audio port. Immutable.
 *
 * @param port it listens on; 0 for any free one
 * @param publicHost under which devices reach it; null for the name by which they reached the server
 * @param plainDialect whether audio without encryption is taken too
 */
public record UdpSettings(int port, @Nullable String publicHost, boolean plainDialect) {}
