package dev.mynah.app;

import dev.mynah.broker.Broker;
import dev.mynah.broker.BrokerLimits;
import dev.mynah.config.Configuration;
import dev.mynah.session.TopicCommands;
import dev.mynah.support.Scheduler;
import dev.mynah.transport.mqtt.Attempts;
import dev.mynah.transport.mqtt.ConnectionSettings;
import dev.mynah.transport.mqtt.DeviceAccess;
import dev.mynah.transport.mqtt.Doorkeeper;
import dev.mynah.transport.mqtt.MqttListeners;
import dev.mynah.transport.mqtt.MqttServices;
import dev.mynah.transport.mqtt.device.DeviceServices;
import dev.mynah.transport.mqtt.device.MqttCommands;
import dev.mynah.transport.mqtt.device.MqttDevices;
import io.vertx.core.Vertx;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The broker this server is, put together. Started once, stopped once. */
final class OwnBroker implements AutoCloseable {
    private static final int STOP_SECONDS = 10;

    private final Configuration configuration;
    private final Broker broker;
    private final MqttDevices devices;
    private final MqttListeners listeners;
    private final TopicCommands commands;
    private volatile int port;
    private volatile int tlsPort;

    OwnBroker(
            Vertx vertx,
            Configuration configuration,
            MqttPorts ports,
            DeviceServices services,
            Scheduler scheduler,
            InstantSource clock) {
        this.configuration = configuration;
        this.devices = new MqttDevices(services);
        int clients = configuration.limits().sessions();
        this.broker = new Broker(
                BrokerLimits.usual(clients),
                new DeviceAccess(ports.groups()),
                devices,
                ports.store(),
                scheduler,
                clock);
        devices.attach(broker);
        this.commands = new MqttCommands(broker, clock);
        Doorkeeper doorkeeper =
                new Doorkeeper(ports.keys(), ports.gate(), ports.tokens(), ports.operators(), new Attempts(scheduler));
        this.listeners = new MqttListeners(
                vertx,
                configuration.http().host(),
                new MqttServices(
                        broker,
                        doorkeeper,
                        devices,
                        ConnectionSettings.usual(clients),
                        scheduler,
                        clock,
                        () -> "mynah-" + UUID.randomUUID()));
    }

    /**
     * Listens, with TLS too when there is a certificate.
     *
     * @throws dev.mynah.transport.http.PortUnavailableException when a port is taken
     */
    void start(int loops, @Nullable Tls tls) throws TimeoutException {
        broker.restore();
        port = listeners
                .listen("mqtt.port", configuration.mqtt().port(), loops, null)
                .await(STOP_SECONDS, TimeUnit.SECONDS);
        if (tls != null) {
            tlsPort = listeners
                    .listen("mqtt.tls-port", configuration.mqtt().tlsPort(), loops, tls.certificate())
                    .await(STOP_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** The port without TLS, once it listens. */
    int port() {
        return port;
    }

    /** The port with TLS, once it listens; 0 when there is none. */
    int tlsPort() {
        return tlsPort;
    }

    Broker broker() {
        return broker;
    }

    MqttDevices devices() {
        return devices;
    }

    MqttListeners listeners() {
        return listeners;
    }

    TopicCommands commands() {
        return commands;
    }

    /** Says good-bye to every client; the event loops must still run. */
    @Override
    public void close() throws TimeoutException {
        broker.stop();
        listeners.close().await(STOP_SECONDS, TimeUnit.SECONDS);
    }
}
