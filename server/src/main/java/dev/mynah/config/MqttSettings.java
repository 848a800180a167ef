package dev.mynah.config;

import org.jspecify.annotations.Nullable;

/**
 * The broker, and one that is not ours. Immutable.
 *
 * @param enabled whether the server is a broker
 * @param port it listens on; 0 for any free one
 * @param tlsPort it listens on with TLS when there is a certificate; 0 for any free one
 * @param external null for none
 */
public record MqttSettings(
        boolean enabled, int port, int tlsPort, @Nullable ExternalBrokerSettings external) {}
