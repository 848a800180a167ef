package dev.mynah.benchmarks.mqtt;

import dev.mynah.protocol.audio.UdpCipher;
import dev.mynah.support.SystemScheduler;
import dev.mynah.transport.udp.PlainDatagrams;
import dev.mynah.transport.udp.UdpAudio;
import dev.mynah.transport.udp.UdpChannel;
import java.io.IOException;
import java.io.PrintStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The audio port with a receiver that sends every packet back: from the device's socket to it again, with both ciphers. */
final class UdpEcho {
    private static final int PACKETS = 20_000;

    private UdpEcho() {}

    static void run(PrintStream out) throws IOException {
        ThreadFactory threads = Thread.ofPlatform().daemon().factory();
        try (SystemScheduler scheduler = new SystemScheduler(threads);
                UdpAudio audio = new UdpAudio(new SecureRandom(), scheduler, PlainDatagrams.NONE);
                DatagramSocket device = new DatagramSocket()) {
            int port = audio.listen("127.0.0.1", 0, threads);
            AtomicReference<@Nullable UdpChannel> opened = new AtomicReference<>();
            AtomicLong time = new AtomicLong();
            UdpChannel channel = audio.open(Duration.ofMillis(60), packet -> {
                UdpChannel back = opened.get();
                if (back != null) {
                    back.send(packet.payload(), time.addAndGet(60));
                }
            });
            opened.set(channel);
            device.connect(InetAddress.getLoopbackAddress(), port);
            device.setSoTimeout(10_000);
            report(echoes(channel, device), out);
        }
    }

    private static long[] echoes(UdpChannel channel, DatagramSocket device) throws IOException {
        byte[] opus = new byte[120];
        opus[0] = 0x58;
        byte[] nonce = channel.nonce();
        UdpCipher cipher = new UdpCipher(channel.key());
        int ssrc = ByteBuffer.wrap(nonce).getInt(4);
        DatagramPacket answer = new DatagramPacket(new byte[2000], 2000);
        long[] nanos = new long[PACKETS];
        for (int i = 0; i < PACKETS; i++) {
            byte[] packet = cipher.seal(nonce[1], ssrc, 0, i + 1L, opus).datagram();
            long began = System.nanoTime();
            device.send(new DatagramPacket(packet, packet.length));
            answer.setLength(2000);
            device.receive(answer);
            nanos[i] = System.nanoTime() - began;
        }
        return nanos;
    }

    private static void report(long[] nanos, PrintStream out) {
        Arrays.sort(nanos, PACKETS / 2, PACKETS); // the first half is warm-up
        out.printf(
                "UDP echo: %.3f ms in the median, %.3f ms in the 99th percentile of %d%n",
                nanos[PACKETS * 3 / 4] / 1e6, nanos[PACKETS - PACKETS / 200] / 1e6, PACKETS / 2);
    }
}
