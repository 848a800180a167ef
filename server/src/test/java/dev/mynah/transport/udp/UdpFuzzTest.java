package dev.mynah.transport.udp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.fuzz.StreamInputs;
import dev.mynah.protocol.audio.AudioPacket;
import dev.mynah.support.SystemScheduler;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Damaged datagrams to the real port: nobody is answered, nobody is heard, and devices still are. */
class UdpFuzzTest {
    private static final ThreadFactory THREADS =
            Thread.ofPlatform().name("udp-test").daemon().factory();

    private final SystemScheduler scheduler = new SystemScheduler(THREADS);
    private final UdpAudio audio = new UdpAudio(new SecureRandom(), scheduler, PlainDatagrams.NONE);
    private final int port = audio.listen("127.0.0.1", 0, THREADS);

    @AfterEach
    void stop() {
        audio.close();
        scheduler.close();
    }

    @Test
    void ten_thousand_datagrams() throws Exception {
        try (DatagramSocket stranger = socket()) {
            StreamInputs inputs = StreamInputs.udp(51);
            for (int i = 0; i < 10_000; i++) {
                send(stranger, inputs.next());
            }
            devicesAreHeard();
            stranger.setSoTimeout(1);
            assertThat(answered(stranger)).isFalse();
        }
        assertThat(audio.size()).isZero();
    }

    @Test
    @Tag("long")
    void a_minute_of_datagrams() throws Exception {
        try (DatagramSocket stranger = socket()) {
            StreamInputs inputs = StreamInputs.udp(52);
            long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
            for (int i = 0; System.nanoTime() < end; i++) {
                send(stranger, inputs.next());
                if (i % 10_000 == 0) {
                    devicesAreHeard();
                }
            }
        }
        devicesAreHeard();
    }

    private static boolean answered(DatagramSocket stranger) throws Exception {
        try {
            stranger.receive(new DatagramPacket(new byte[2000], 2000));
            return true;
        } catch (java.net.SocketTimeoutException silence) {
            return false;
        }
    }

    /** A device sends until it is heard: what it sends first may find the socket full of the strangers' datagrams. */
    private void devicesAreHeard() throws Exception {
        BlockingQueue<AudioPacket> heard = new LinkedBlockingQueue<>();
        UdpChannel channel = audio.open(Duration.ofMillis(60), heard::add);
        UdpDevice device = new UdpDevice(channel);
        try (DatagramSocket socket = socket()) {
            @Nullable AudioPacket first = null;
            for (int i = 1; first == null && i < 2_000; i++) {
                ByteBuffer packet = device.packet(i);
                byte[] bytes = new byte[packet.remaining()];
                packet.get(bytes);
                send(socket, bytes);
                first = heard.poll(10, TimeUnit.MILLISECONDS);
            }
            assertThat(Objects.requireNonNull(first).payload()).isEqualTo(UdpDevice.SILENCE);
        } finally {
            channel.close();
        }
    }

    private DatagramSocket socket() throws Exception {
        DatagramSocket socket = new DatagramSocket();
        socket.connect(InetAddress.getLoopbackAddress(), port);
        return socket;
    }

    private static void send(DatagramSocket socket, byte[] bytes) throws Exception {
        socket.send(new DatagramPacket(bytes, bytes.length));
    }
}
