package dev.mynah.app;

import dev.mynah.broker.Broker;
import dev.mynah.broker.BrokerLimits;
import dev.mynah.config.Configuration;
import dev.mynah.session.Sessions;
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
import dev.mynah.transport.udp.UdpAudio;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The broker and the audio port of its devices, put together. Started once, stopped once. */
final class Mqtt implements AutoCloseable {
    private static final int STOP_SECONDS = 10;

    private final Configuration configuration;
    private final UdpAudio audio;
    private final Broker broker;
    private final MqttDevices devices;
    private final MqttListeners listeners;
    private final TopicCommands commands;
    private volatile int port;
    private volatile int udpPort;

    Mqtt(
            Vertx vertx,
            Configuration configuration,
            Sessions sessions,
            MqttPorts ports,
            Scheduler scheduler,
            InstantSource clock,
            SecureRandom random) {
        this.configuration = configuration;
        this.audio = new UdpAudio(random, scheduler, ports.plain());
        String udpHost = configuration.udp().publicHost();
        this.devices = new MqttDevices(new DeviceServices(
                sessions,
                audio,
                ports.control(),
                ports.reports(),
                scheduler,
                udpHost == null ? "" : udpHost,
                () -> udpPort));
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
     * Listens.
     *
     * @throws dev.mynah.transport.http.PortUnavailableException when a port is taken
     */
    void start(int loops) throws TimeoutException {
        broker.restore();
        udpPort = audio.listen(
                configuration.http().host(),
                configuration.udp().port(),
                Thread.ofPlatform().name("udp").daemon().factory());
        port = listeners
                .listen("mqtt.port", configuration.mqtt().port(), loops, null)
                .await(STOP_SECONDS, TimeUnit.SECONDS);
    }

    /** The broker's port, once it listens. */
    int port() {
        return port;
    }

    /** The audio port, once it is open. */
    int udpPort() {
        return udpPort;
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

    UdpAudio audio() {
        return audio;
    }

    /** Commands for devices that subscribe to them. */
    TopicCommands commands() {
        return commands;
    }

    /** Says good-bye to every client; the event loops must still run. */
    @Override
    public void close() throws TimeoutException {
        broker.stop();
        listeners.close().await(STOP_SECONDS, TimeUnit.SECONDS);
        audio.close();
    }
}
