package dev.mynah.benchmarks.mqtt;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** An MQTT 3.1.1 client that costs next to nothing, so that the broker is what is measured. */
final class Wire implements AutoCloseable {
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;

    private Wire(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), 64 * 1024));
        this.out = socket.getOutputStream();
    }

    static Wire connect(int port, String id, String user, String password, int keepAlive) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        Wire wire = new Wire(socket);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(body, "MQTT");
        body.writeBytes(new byte[] {4, (byte) 0xC2, (byte) (keepAlive >> 8), (byte) keepAlive});
        text(body, id);
        text(body, user);
        text(body, password);
        wire.send(packet(0x10, body.toByteArray()));
        byte[] answer = wire.read();
        if (answer[answer.length - 1] != 0) {
            throw new IOException("the broker refuses " + id + " with " + answer[answer.length - 1]);
        }
        return wire;
    }

    void subscribe(String filter, int qos) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(new byte[] {0, 1});
        text(body, filter);
        body.write(qos);
        send(packet(0x82, body.toByteArray()));
        read();
    }

    static byte[] publish(String topic, byte[] payload, int qos) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(body, topic);
        if (qos > 0) {
            body.writeBytes(new byte[] {0, 1});
        }
        body.writeBytes(payload);
        return packet(0x30 | (qos << 1), body.toByteArray());
    }

    void send(byte[] packet) throws IOException {
        out.write(packet);
    }

    /** The body of the next packet. */
    byte[] read() throws IOException {
        in.readUnsignedByte();
        return body();
    }

    /** The next packet's first byte; its {@link #body} follows. */
    int first() throws IOException {
        return in.readUnsignedByte();
    }

    byte[] body() throws IOException {
        int length = 0;
        int shift = 0;
        int next;
        do {
            next = in.readUnsignedByte();
            length |= (next & 0x7F) << shift;
            shift += 7;
        } while ((next & 0x80) != 0);
        return in.readNBytes(length);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static void text(ByteArrayOutputStream body, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        body.write(utf8.length >> 8);
        body.write(utf8.length);
        body.writeBytes(utf8);
    }

    private static byte[] packet(int first, byte[] body) {
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.write(first);
        int left = body.length;
        while (left > 127) {
            packet.write((left & 0x7F) | 0x80);
            left >>>= 7;
        }
        packet.write(left);
        packet.writeBytes(body);
        return packet.toByteArray();
    }
}
