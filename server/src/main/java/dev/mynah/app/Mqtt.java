package dev.mynah.app;

import dev.mynah.broker.Broker;
import dev.mynah.config.Configuration;
import dev.mynah.config.ExternalBrokerSettings;
import dev.mynah.config.MqttSettings;
import dev.mynah.ota.MqttOffers;
import dev.mynah.session.Sessions;
import dev.mynah.session.TopicCommands;
import dev.mynah.support.Scheduler;
import dev.mynah.transport.mqtt.MqttListeners;
import dev.mynah.transport.mqtt.device.DeviceServices;
import dev.mynah.transport.mqtt.device.MqttDevices;
import dev.mynah.transport.udp.PlainDatagrams;
import dev.mynah.transport.udp.UdpAudio;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The broker this server is, the one it goes to, and the audio port of the devices on both: whichever of them there are.
 * Started once, stopped once.
 */
final class Mqtt implements AutoCloseable {
    private final Configuration configuration;
    private final UdpAudio audio;
    private final boolean audioNeeded;
    private final @Nullable OwnBroker own;
    private final @Nullable OtherBroker other;
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
        MqttSettings settings = configuration.mqtt();
        this.audio = new UdpAudio(random, scheduler, ports.plain());
        String udpHost = configuration.udp().publicHost();
        DeviceServices services = new DeviceServices(
                sessions,
                audio,
                ports.control(),
                ports.reports(),
                scheduler,
                udpHost == null ? "" : udpHost,
                () -> udpPort);
        this.own = settings.enabled() ? new OwnBroker(vertx, configuration, ports, services, scheduler, clock) : null;
        ExternalBrokerSettings external = settings.external();
        int limit = configuration.limits().sessions();
        this.other = external == null ? null : new OtherBroker(external, limit, ports, services, scheduler, clock);
        this.audioNeeded = own != null || other != null || ports.plain() != PlainDatagrams.NONE;
    }

    /**
     * Listens. An external broker that is away does not keep the server from starting.
     *
     * @param tls null when there is no certificate
     * @throws dev.mynah.transport.http.PortUnavailableException when a port is taken
     */
    void start(int loops, @Nullable Tls tls) throws TimeoutException {
        if (audioNeeded) {
            udpPort = audio.listen(
                    configuration.http().host(),
                    configuration.udp().port(),
                    Thread.ofPlatform().name("udp").daemon().factory());
        }
        if (own != null) {
            own.start(loops, tls);
        }
        if (other != null) {
            other.start();
        }
    }

    /** Where devices are sent: to our own broker while there is one; null when there is none at all. */
    @Nullable
    MqttOffers offers(DeviceKeys keys) {
        ExternalBrokerSettings external = configuration.mqtt().external();
        if (own != null) {
            return MqttOffers.own(keys::current, own::port);
        }
        return external == null
                ? null
                : MqttOffers.elsewhere(
                        keys::current,
                        external.endpoint(),
                        external.deviceUsername(),
                        external.devicePassword() == null
                                ? ""
                                : external.devicePassword().value());
    }

    /** The broker's port, once it listens; 0 when there is none. */
    int port() {
        return own == null ? 0 : own.port();
    }

    /** The broker's port with TLS, once it listens; 0 when there is none. */
    int tlsPort() {
        return own == null ? 0 : own.tlsPort();
    }

    /** The audio port, once it is open; 0 when nobody needs it. */
    int udpPort() {
        return udpPort;
    }

    @Nullable
    OwnBroker own() {
        return own;
    }

    @Nullable
    OtherBroker other() {
        return other;
    }

    Broker broker() {
        return Objects.requireNonNull(own).broker();
    }

    MqttDevices devices() {
        return Objects.requireNonNull(own).devices();
    }

    MqttListeners listeners() {
        return Objects.requireNonNull(own).listeners();
    }

    UdpAudio audio() {
        return audio;
    }

    /** Commands for devices that subscribe to them, at whichever broker. */
    TopicCommands commands() {
        return new AllCommands(Stream.of(own == null ? null : own.commands(), other == null ? null : other.commands())
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList());
    }

    /** Says good-bye to every client; the event loops must still run. */
    @Override
    public void close() throws TimeoutException {
        try {
            if (other != null) {
                other.close();
            }
        } finally {
            if (own != null) {
                own.close();
            }
            audio.close();
        }
    }
}
