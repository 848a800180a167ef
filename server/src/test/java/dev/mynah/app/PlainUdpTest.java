package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.audio.PlainUdpPacket;
import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.simulator.audio.Microphone;
import dev.mynah.testing.SpokenPhrases;
import dev.mynah.testing.WireDevice;
import dev.mynah.transport.udp.plain.PlainDialect;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Speech in datagrams without a key, answered on the session's own wire; on real sockets. */
class PlainUdpTest {
    private static final InetAddress LOCAL = InetAddress.ofLiteral("127.0.0.1");

    private final RunningServer server = RunningServer.withFakes();
    private final PlainDialect dialect = new PlainDialect(server.sessions());

    @AfterEach
    void nothing_is_left() {
        try (server) {
            Afterwards.nothingIsLeft(server);
        }
    }

    @Test
    void speech_in_datagrams_is_answered_on_the_devices_session() throws Exception {
        server.recognition().usually("what time is it");
        try (WireDevice device = WireDevice.connect(server.webSocketUrl(), 7);
                Port port = new Port()) {
            device.listen("manual");
            // Nothing puts two wires in order; a person takes a moment between pressing and speaking.
            Afterwards.await("listening", () -> server.recognition().opened() == 1);
            DeviceId id = server.sessions().all().iterator().next().deviceId();
            List<byte[]> packets = Microphone.utterance(SpokenPhrases.WHAT_TIME_IS_IT, 300, new Random(1))
                    .packets();
            for (int i = 0; i < packets.size(); i++) {
                port.send(new PlainUdpPacket(id, i, packets.get(i)).datagram(), LOCAL);
            }
            Afterwards.await("datagrams", () -> dialect.taken() == packets.size());
            device.say("{\"type\":\"listen\",\"state\":\"stop\"}");
            device.await(1, ServerMessage.Stt.class);
            device.await(1, ServerMessage.TtsStop.class);
        }
        assertThat(server.recognition().samples()).isPositive();
    }

    @Test
    void datagrams_that_cannot_be_believed_are_dropped() throws Exception {
        try (WireDevice device = WireDevice.connect(server.webSocketUrl(), 7);
                Port port = new Port()) {
            DeviceId id = server.sessions().all().iterator().next().deviceId();
            byte[] opus = {(byte) 0xf8, (byte) 0xff, (byte) 0xfe};
            port.send(new PlainUdpPacket(new DeviceId("02:00:00:00:77:77"), 1, opus).datagram(), LOCAL);
            port.send(new PlainUdpPacket(id, 1, opus).datagram(), InetAddress.ofLiteral("127.0.0.2"));
            port.send(new byte[] {2, 3}, LOCAL);
            Afterwards.await("three dropped", () -> dialect.dropped() == 3);
            port.send(new PlainUdpPacket(id, 0xffff_fffeL, opus).datagram(), LOCAL);
            port.send(new PlainUdpPacket(id, 2, opus).datagram(), LOCAL); // across the end of 32 bits
            port.send(new PlainUdpPacket(id, 2, opus).datagram(), LOCAL);
            port.send(new PlainUdpPacket(id, 1, opus).datagram(), LOCAL);
            Afterwards.await("two more dropped", () -> dialect.dropped() == 5);
            assertThat(dialect.taken()).isEqualTo(2);
            assertThat(device.alive()).isTrue();
        }
    }

    /** The port and its reading thread. */
    private final class Port implements AutoCloseable {
        private final DatagramSocket socket = new DatagramSocket(new InetSocketAddress(LOCAL, 0));
        private final Thread reading = Thread.ofPlatform().daemon().start(this::read);

        private Port() throws IOException {}

        private void send(byte[] datagram, InetAddress from) throws IOException {
            try (DatagramSocket device = new DatagramSocket(new InetSocketAddress(from, 0))) {
                device.send(new DatagramPacket(datagram, datagram.length, LOCAL, socket.getLocalPort()));
            }
        }

        private void read() {
            DatagramPacket packet = new DatagramPacket(new byte[1_500], 1_500);
            try {
                while (true) {
                    socket.receive(packet);
                    dialect.received(
                            ByteBuffer.wrap(packet.getData(), 0, packet.getLength()), packet.getSocketAddress());
                    packet.setLength(1_500);
                }
            } catch (IOException closed) {
                // The test is over.
            }
        }

        @Override
        public void close() throws InterruptedException {
            socket.close();
            reading.join();
        }
    }
}
