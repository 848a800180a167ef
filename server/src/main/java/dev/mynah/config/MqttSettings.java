package dev.mynah.config;

/**
 * The broker. Immutable.
 *
 * @param enabled whether there is one
 * @param port it listens on; 0 for any free one
 */
public record MqttSettings(boolean enabled, int port) {}
