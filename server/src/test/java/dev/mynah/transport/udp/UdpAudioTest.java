package dev.mynah.transport.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.protocol.audio.AudioPacket;
import dev.mynah.support.SystemScheduler;
import dev.mynah.transport.http.PortUnavailableException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UdpAudioTest {
    private static final ThreadFactory THREADS =
            Thread.ofPlatform().name("udp-test").daemon().factory();

    private final SystemScheduler scheduler = new SystemScheduler(THREADS);
    private final UdpAudio audio = new UdpAudio(new SecureRandom(), scheduler, PlainDatagrams.NONE);
    private final BlockingQueue<AudioPacket> heard = new LinkedBlockingQueue<>();
    private final int port = audio.listen("127.0.0.1", 0, THREADS);
    private final UdpChannel channel = audio.open(Duration.ofMillis(60), heard::add);
    private final UdpDevice device = new UdpDevice(channel);
    private DatagramSocket socket;

    @BeforeEach
    void connect() throws Exception {
        socket = new DatagramSocket();
        socket.connect(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
    }

    @AfterEach
    void stop() {
        socket.close();
        audio.close();
        scheduler.close();
    }

    private void send(ByteBuffer packet) throws Exception {
        byte[] bytes = new byte[packet.remaining()];
        packet.get(bytes);
        socket.send(new DatagramPacket(bytes, bytes.length));
    }

    private byte[] receive() throws Exception {
        DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
        socket.receive(packet);
        return Arrays.copyOf(packet.getData(), packet.getLength());
    }

    @Test
    void a_device_is_heard_and_answered_on_a_real_socket() throws Exception {
        channel.send(new byte[] {0x58, 1}, 0);
        send(device.packet(1, new byte[] {0x58, 42}));
        AudioPacket packet = heard.poll(20, TimeUnit.SECONDS);
        assertThat(packet).isNotNull();
        assertThat(packet.payload()).containsExactly(0x58, 42);
        assertThat(device.opened(receive())).containsExactly(0x58, 1);
        channel.send(new byte[] {0x58, 2}, 60);
        assertThat(device.opened(receive())).containsExactly(0x58, 2);
    }

    @Test
    void strangers_get_nothing() throws Exception {
        socket.setSoTimeout(1);
        byte[] foreign = device.datagram(1, UdpDevice.SILENCE);
        foreign[4]++;
        for (byte[] datagram : new byte[][] {{}, {1}, new byte[1400], new byte[1501], foreign}) {
            send(ByteBuffer.wrap(datagram));
        }
        send(device.packet(1));
        assertThat(heard.poll(20, TimeUnit.SECONDS)).isNotNull();
        assertThatThrownBy(this::receive).isInstanceOf(SocketTimeoutException.class);
    }

    @Test
    void a_receiver_that_fails_does_not_deafen_the_port() throws Exception {
        UdpChannel broken = audio.open(Duration.ofMillis(60), packet -> {
            throw new IllegalStateException("on purpose");
        });
        send(new UdpDevice(broken).packet(1));
        send(device.packet(1));
        assertThat(heard.poll(20, TimeUnit.SECONDS)).isNotNull();
    }

    @Test
    void a_port_that_is_taken_is_named_with_its_key() {
        try (UdpAudio second = new UdpAudio(new SecureRandom(), scheduler, PlainDatagrams.NONE)) {
            assertThatThrownBy(() -> second.listen("127.0.0.1", port, THREADS))
                    .isInstanceOfSatisfying(PortUnavailableException.class, taken -> {
                        assertThat(taken.port()).isEqualTo(port);
                        assertThat(taken.key()).isEqualTo("udp.port");
                    });
        }
    }

    @Test
    void the_reading_thread_ends_with_the_port() throws Exception {
        BlockingQueue<Thread> started = new LinkedBlockingQueue<>();
        try (UdpAudio other = new UdpAudio(new SecureRandom(), scheduler, PlainDatagrams.NONE)) {
            other.listen("127.0.0.1", 0, work -> {
                Thread thread = THREADS.newThread(work);
                started.add(thread);
                return thread;
            });
        }
        Thread reader = started.poll();
        assertThat(reader).isNotNull();
        assertThat(reader.join(Duration.ofSeconds(20))).isTrue();
    }
}
