package dev.mynah.simulator.net;

import dev.mynah.protocol.audio.UdpCipher;
import dev.mynah.protocol.audio.UdpPacket;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The firmware's audio socket (firmware wire contract §5.2, §5.3): connected, so that it hears nobody but the server; it
 * numbers what it sends from 1, and drops what is old, repeated or of a wrong length. One thread reads; sending is safe from
 * any thread.
 */
public final class FirmwareUdp implements AutoCloseable {
    private static final int RECEIVE_BUFFER = 1500;

    private final DatagramSocket socket;
    private final UdpCipher sealing;
    private final UdpCipher opening;
    private final byte[] nonce;
    private final Consumer<byte[]> packets;
    private final Consumer<String> objections;
    private final ReentrantLock sending = new ReentrantLock();
    private long sent;
    private long heard;

    /**
     * @param packets gets every Opus packet the device plays
     * @param objections is told what the server does wrong
     */
    public FirmwareUdp(
            InetSocketAddress server,
            byte[] key,
            byte[] nonce,
            ThreadFactory threads,
            Consumer<byte[]> packets,
            Consumer<String> objections)
            throws IOException {
        this.sealing = new UdpCipher(key);
        this.opening = new UdpCipher(key);
        this.nonce = nonce.clone();
        this.packets = packets;
        this.objections = objections;
        this.socket = new DatagramSocket();
        socket.connect(server);
        threads.newThread(this::readUntilClosed).start();
    }

    /** Sends one Opus packet; the header is the nonce with length and number put in. */
    public void send(byte[] opus) throws IOException {
        sending.lock();
        try {
            sent++;
            sendRaw(sealing.seal(nonce[1], ssrc(), 0, sent, opus).datagram());
        } finally {
            sending.unlock();
        }
    }

    private int ssrc() {
        return java.nio.ByteBuffer.wrap(nonce).getInt(4);
    }

    /** Fault: sends a datagram as it is. */
    public void sendRaw(byte[] datagram) throws IOException {
        socket.send(new DatagramPacket(datagram, datagram.length));
    }

    private void readUntilClosed() {
        byte[] buffer = new byte[RECEIVE_BUFFER];
        DatagramPacket datagram = new DatagramPacket(buffer, buffer.length);
        while (!socket.isClosed()) {
            try {
                datagram.setLength(buffer.length);
                socket.receive(datagram);
                received(Arrays.copyOf(buffer, datagram.getLength()));
            } catch (IOException closedOrUnreachable) {
                // Nobody listens there yet, or the channel is over.
            }
        }
    }

    private void received(byte[] datagram) {
        if (datagram.length > UdpPacket.MAX_DATAGRAM) {
            objections.accept(datagram.length + " bytes in a datagram");
        }
        switch (UdpPacket.parse(datagram)) {
            case UdpPacket.Parsed.Malformed malformed -> objections.accept(malformed.reason());
            case UdpPacket.Parsed.Valid(UdpPacket packet) -> {
                if (packet.sequence() <= heard) {
                    objections.accept("number " + packet.sequence() + " after " + heard);
                    return;
                }
                heard = packet.sequence();
                packets.accept(opening.open(packet).payload());
            }
        }
    }

    @Override
    public void close() {
        socket.close();
    }
}
