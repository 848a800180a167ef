package dev.mynah.transport.mqtt;

import dev.mynah.broker.Broker;
import dev.mynah.support.Scheduler;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What all connections share.
 *
 * @param names makes identifiers for clients that have none; cannot be guessed
 */
public record MqttServices(
        Broker broker,
        Doorkeeper doorkeeper,
        ClientListener listener,
        ConnectionSettings settings,
        Scheduler scheduler,
        InstantSource clock,
        Supplier<String> names) {}
