package dev.mynah.simulator.device;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.audio.PlainUdpPacket;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;

/** A microphone that sends plain datagrams (documented protocols §6). Thread-safe. */
final class PlainUplink implements AutoCloseable {
    private final DeviceId id;
    private final InetSocketAddress where;
    private final DatagramSocket socket;
    private long sequence;

    PlainUplink(DeviceId id, InetSocketAddress where) throws IOException {
        this.id = id;
        this.where = where;
        this.socket = new DatagramSocket();
    }

    synchronized void send(byte[] opus) throws IOException {
        byte[] datagram = new PlainUdpPacket(id, sequence++, opus).datagram();
        socket.send(new DatagramPacket(datagram, datagram.length, where));
    }

    @Override
    public void close() {
        socket.close();
    }
}
