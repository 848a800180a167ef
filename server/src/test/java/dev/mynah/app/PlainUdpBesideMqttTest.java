package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.audio.PlainUdpPacket;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.simulator.audio.Microphone;
import dev.mynah.simulator.device.DeviceProfile;
import dev.mynah.simulator.device.Provisioning;
import dev.mynah.simulator.net.FirmwareHttp;
import dev.mynah.testing.MqttWire;
import dev.mynah.testing.SpokenPhrases;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A device whose session is on MQTT, and whose microphone comes in datagrams without a key; on real sockets. */
class PlainUdpBesideMqttTest {
    private static final InetAddress LOCAL = InetAddress.ofLiteral("127.0.0.1");
    private static final DeviceId ID = new DeviceId("02:00:00:00:00:10");
    private static final String HELLO =
            "{\"type\":\"hello\",\"version\":3,\"transport\":\"udp\",\"audio_params\":{\"format\":\"opus\",\"sample_rate\":16000,\"channels\":1,\"frame_duration\":60}}";

    @Test
    void speech_is_heard_from_the_address_of_the_mqtt_connection_and_from_no_other() throws Exception {
        try (RunningServer server = RunningServer.withFakes("devices.transport=mqtt", "udp.plain-dialect=true")) {
            server.recognition().usually("what time is it");
            server.model().says("It is noon.");
            DeviceConfiguration.Mqtt offered =
                    Objects.requireNonNull(new Provisioning(new FirmwareHttp(Duration.ofSeconds(10)))
                            .check(DeviceProfile.of(ID), server.otaUrl())
                            .mqtt());
            try (MqttWire device = MqttWire.connect(
                            server.mqttPort(), offered.clientId(), offered.username(), offered.password());
                    DatagramSocket microphone = new DatagramSocket(new InetSocketAddress(LOCAL, 0));
                    DatagramSocket elsewhere =
                            new DatagramSocket(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.2"), 0))) {
                device.publish("device-server", HELLO);
                device.await(MqttWire.PUBLISH, packet -> packet.text().contains("hello"));
                device.publish("device-server", "{\"type\":\"listen\",\"state\":\"start\",\"mode\":\"manual\"}");
                Afterwards.await("listening", () -> server.recognition().opened() == 1);
                List<byte[]> packets = Microphone.utterance(SpokenPhrases.WHAT_TIME_IS_IT, 300, new Random(1))
                        .packets();
                send(elsewhere, server.udpPort(), new PlainUdpPacket(ID, 1_000_000, packets.getFirst()));
                for (int i = 0; i < packets.size(); i++) {
                    send(microphone, server.udpPort(), new PlainUdpPacket(ID, i, packets.get(i)));
                }
                Afterwards.await("samples", () -> server.recognition().samples() > 0);
                device.publish("device-server", "{\"type\":\"listen\",\"state\":\"stop\"}");
                assertThat(device.await(MqttWire.PUBLISH, packet -> packet.text()
                                        .contains("\"stt\""))
                                .text())
                        .contains("what time is it");
            }
        }
    }

    private static void send(DatagramSocket from, int port, PlainUdpPacket packet) throws Exception {
        byte[] bytes = packet.datagram();
        from.send(new DatagramPacket(bytes, bytes.length, LOCAL, port));
    }
}
