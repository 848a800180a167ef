package dev.mynah.app;

import dev.mynah.config.ExternalBrokerSettings;
import dev.mynah.config.Secret;
import dev.mynah.session.TopicCommands;
import dev.mynah.support.Scheduler;
import dev.mynah.transport.mqtt.device.DeviceServices;
import dev.mynah.transport.mqtt.device.ExternalCommands;
import dev.mynah.transport.mqtt.device.ExternalDevices;
import dev.mynah.transport.mqtt.external.ExternalBroker;
import dev.mynah.transport.mqtt.external.ExternalBrokerOptions;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A broker that is not ours, put together. Started once, stopped once. */
final class OtherBroker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(OtherBroker.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration CHECK_EVERY = Duration.ofMinutes(1);

    private final ExternalDevices devices;
    private final ExternalBroker broker;
    private final TopicCommands commands;
    private final Scheduler scheduler;
    private @Nullable Repeated checks;

    OtherBroker(
            ExternalBrokerSettings settings,
            int limit,
            MqttPorts ports,
            DeviceServices services,
            Scheduler scheduler,
            InstantSource clock) {
        this.scheduler = scheduler;
        String host = services.udpHost().isEmpty() ? ownAddress(settings) : services.udpHost();
        this.devices = new ExternalDevices(services, ports.gate(), host, limit);
        Secret password = settings.password();
        this.broker = new ExternalBroker(
                new ExternalBrokerOptions(
                        settings.url().getHost(),
                        settings.port(),
                        settings.tls(),
                        settings.clientId(),
                        settings.username(),
                        password == null ? null : password.value().getBytes(StandardCharsets.UTF_8),
                        FIRST_PAUSE,
                        LONGEST_PAUSE),
                devices);
        this.commands = new ExternalCommands(broker, devices, clock);
    }

    /** The address by which this machine goes to the broker, where its devices are too. Nothing is sent to find it. */
    private static String ownAddress(ExternalBrokerSettings settings) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(settings.url().getHost(), settings.port()));
            if (socket.getLocalAddress().isLoopbackAddress()) {
                log.warn(
                        "Devices at {} are told to send audio to {}; set udp.public-host if they are elsewhere",
                        settings.url(),
                        socket.getLocalAddress().getHostAddress());
            }
            return socket.getLocalAddress().getHostAddress();
        } catch (IOException | RuntimeException unknown) {
            log.warn("Where devices at {} are to send audio is not known; set udp.public-host", settings.url());
            return "127.0.0.1";
        }
    }

    /** Begins to connect, and returns. */
    void start() {
        checks = Repeated.every(CHECK_EVERY, scheduler, "looking for silent devices", devices::check);
        broker.start();
    }

    ExternalBroker broker() {
        return broker;
    }

    ExternalDevices devices() {
        return devices;
    }

    TopicCommands commands() {
        return commands;
    }

    @Override
    public void close() throws TimeoutException {
        if (checks != null) {
            checks.close();
        }
        broker.close();
    }
}
