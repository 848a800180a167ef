package dev.mynah.simulator.device;

import dev.mynah.protocol.message.DeviceMessage;
import dev.mynah.protocol.message.DeviceMessages;
import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.protocol.mqtt.DeviceTopics;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.simulator.net.FirmwareMqtt;
import dev.mynah.simulator.net.FirmwareUdp;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Messages over MQTT, audio in datagrams (firmware wire contract §5). The MQTT connection is made once and kept; a channel
 * is opened on it by a hello, and closed by a good-bye. Safe from any thread.
 */
final class MqttWire implements Wire {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);

    private final FirmwareMqtt mqtt;
    private final String topic;
    private final DeviceBrain brain;
    private final World world;
    private final @Nullable ScheduledFuture<?> pinging;
    private volatile @Nullable FirmwareUdp udp;

    private MqttWire(FirmwareMqtt mqtt, DeviceConfiguration.Mqtt configured, DeviceBrain brain, World world) {
        this.mqtt = mqtt;
        this.topic = configured.publishTopic();
        this.brain = brain;
        this.world = world;
        long period = TimeUnit.SECONDS.toMillis(configured.keepaliveSeconds()) / 2;
        this.pinging = world.timer().isShutdown()
                ? null
                : world.timer().scheduleAtFixedRate(this::ping, period, period, TimeUnit.MILLISECONDS);
    }

    static MqttWire connect(DeviceConfiguration.Mqtt configured, DeviceBrain brain, World world) throws IOException {
        FirmwareMqtt.Credential credential =
                new FirmwareMqtt.Credential(configured.clientId(), configured.username(), configured.password());
        FirmwareMqtt connected = FirmwareMqtt.connect(
                configured.endpoint(),
                credential,
                configured.keepaliveSeconds(),
                CONNECT_TIMEOUT,
                world.threads(),
                brain.listener());
        if (!configured.subscribeTopic().equals(DeviceTopics.NOTHING)) {
            // Only a broker that is not the server's own is told of in this way; today's firmware would not do it.
            connected.subscribe(configured.subscribeTopic());
        }
        return new MqttWire(connected, configured, brain, world);
    }

    /** Opens the audio socket where the server's hello says. */
    void openAudio(ServerMessage.UdpChannel channel) throws IOException {
        closeAudio();
        HexFormat hex = HexFormat.of();
        udp = new FirmwareUdp(
                new InetSocketAddress(channel.server(), channel.port()),
                hex.parseHex(channel.key()),
                hex.parseHex(channel.nonce()),
                world.threads(),
                brain.listener()::binary,
                brain::objectToDatagram);
    }

    private void ping() {
        try {
            mqtt.ping();
        } catch (IOException gone) {
            close();
        }
    }

    @Override
    public void text(String message) throws IOException {
        mqtt.publish(topic, message);
    }

    @Override
    public byte[] audio(byte[] opus) throws IOException {
        FirmwareUdp open = udp;
        if (open != null && opus.length > 0) {
            open.send(opus);
        }
        return opus;
    }

    @Override
    public void hangUp() {
        try {
            text(DeviceMessages.encode(brain.sessionId(), new DeviceMessage.Goodbye()));
        } catch (IOException gone) {
            // Then there is nobody to say it to.
        }
        closeAudio();
    }

    /** The channel is over; the connection stays. */
    void closeAudio() {
        FirmwareUdp open = udp;
        if (open != null) {
            open.close();
        }
    }

    @Override
    public void close() {
        if (pinging != null) {
            pinging.cancel(false);
        }
        closeAudio();
        mqtt.closeTcp();
    }

    /** The bare connection, for faults. */
    FirmwareMqtt mqtt() {
        return mqtt;
    }

    /** The bare audio socket, for faults. */
    @Nullable
    FirmwareUdp udp() {
        return udp;
    }
}
