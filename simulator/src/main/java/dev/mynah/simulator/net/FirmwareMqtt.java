package dev.mynah.simulator.net;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * The firmware's MQTT client on a bare socket (firmware wire contract §5.1): version 3.1.1, clean session, no will, QoS 0,
 * and it never subscribes. One thread reads and calls the listener; sending is safe from any thread.
 */
public final class FirmwareMqtt {
    private static final int READ_BUFFER = 512;
    private static final int CONNACK = 2;
    private static final int PUBLISH = 3;
    private static final int SUBACK = 9;
    private static final int PINGRESP = 13;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final WireListener listener;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean hungUp;

    /** Whom to be at the broker. */
    public record Credential(String clientId, String username, String password) {}

    private FirmwareMqtt(Socket socket, DataInputStream in, WireListener listener) throws IOException {
        this.socket = socket;
        this.in = in;
        this.out = socket.getOutputStream();
        this.listener = listener;
    }

    /**
     * Connects and is let in, then reads on a thread of its own.
     *
     * @param endpoint {@code host} or {@code host:port}; TLS exactly when the port is 8883, which is also the default
     * @throws HandshakeRefused when the broker does not let it in
     */
    public static FirmwareMqtt connect(
            String endpoint,
            Credential credential,
            int keepAliveSeconds,
            Duration timeout,
            ThreadFactory threads,
            WireListener listener)
            throws IOException {
        DeviceUrl target = DeviceUrl.mqtt(endpoint);
        SocketFactory factory = target.tls() ? SSLSocketFactory.getDefault() : SocketFactory.getDefault();
        Socket socket = factory.createSocket();
        try {
            int millis = Math.toIntExact(timeout.toMillis());
            socket.connect(new InetSocketAddress(target.host(), target.port()), millis);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(millis);
            socket.getOutputStream().write(connectPacket(credential, keepAliveSeconds));
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), READ_BUFFER));
            requireAccepted(in);
            socket.setSoTimeout(0);
            FirmwareMqtt connected = new FirmwareMqtt(socket, in, listener);
            threads.newThread(connected::readUntilClosed).start();
            return connected;
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    private static byte[] connectPacket(Credential credential, int keepAliveSeconds) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(body, "MQTT");
        body.write(4);
        body.write(0xC2);
        body.write(keepAliveSeconds >> 8);
        body.write(keepAliveSeconds);
        text(body, credential.clientId());
        text(body, credential.username());
        text(body, credential.password());
        return packet(0x10, body.toByteArray());
    }

    private static void requireAccepted(DataInputStream in) throws IOException {
        int type = in.readUnsignedByte() >> 4;
        byte[] body = in.readNBytes(length(in));
        if (type != CONNACK || body.length != 2) {
            throw new HandshakeRefused("the answer to CONNECT is a packet of type " + type);
        }
        if (body[1] != 0) {
            throw new HandshakeRefused("CONNACK with return code " + body[1]);
        }
    }

    private static int length(DataInputStream in) throws IOException {
        int length = 0;
        for (int shift = 0; shift < 28; shift += 7) {
            int next = in.readUnsignedByte();
            length |= (next & 0x7F) << shift;
            if ((next & 0x80) == 0) {
                return length;
            }
        }
        throw new IOException("a packet's length has more than four bytes");
    }

    private void readUntilClosed() {
        String why = "the broker closed the connection";
        try {
            while (true) {
                int first = in.readUnsignedByte();
                byte[] body = in.readNBytes(length(in));
                switch (first >> 4) {
                    case PUBLISH -> message(first, body);
                    case PINGRESP, SUBACK -> {}
                    default -> throw new IOException("a packet of type " + (first >> 4));
                }
            }
        } catch (IOException ended) {
            if (hungUp) {
                why = "the device closed the connection";
            } else if (ended.getMessage() != null) {
                why = why + " (" + ended.getMessage() + ")";
            }
        }
        listener.closed(why);
    }

    /** The topic does not matter to a device. */
    private void message(int first, byte[] body) throws IOException {
        int qos = (first >> 1) & 3;
        int topic = ((body[0] & 0xFF) << 8) | (body[1] & 0xFF);
        int payload = 2 + topic + (qos > 0 ? 2 : 0);
        if (qos == 1) {
            send(new byte[] {0x40, 2, body[payload - 2], body[payload - 1]});
        }
        listener.text(new String(body, payload, body.length - payload, StandardCharsets.UTF_8));
    }

    /** Publishes with QoS 0. */
    public void publish(String topic, String message) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        text(body, topic);
        body.writeBytes(message.getBytes(StandardCharsets.UTF_8));
        send(packet(0x30, body.toByteArray()));
    }

    /** Subscribes with QoS 0, as firmware before 1.0 did; what came of it is not looked at. */
    public void subscribe(String topic) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(0);
        body.write(1);
        text(body, topic);
        body.write(0);
        send(packet(0x82, body.toByteArray()));
    }

    /** Says that it is there; ESP-IDF's client does so at half the keep-alive. */
    public void ping() throws IOException {
        send(new byte[] {(byte) 0xC0, 0});
    }

    /** Fault: puts bytes on the wire as they are. */
    public void send(byte[] bytes) throws IOException {
        writing.lock();
        try {
            out.write(bytes);
        } finally {
            writing.unlock();
        }
    }

    /** Leaves with a good-bye. */
    public void disconnect() {
        try {
            send(new byte[] {(byte) 0xE0, 0});
        } catch (IOException alreadyGone) {
            // Then there is nobody to say it to.
        }
        closeTcp();
    }

    /** Is gone without a word, as when the power fails. */
    public void closeTcp() {
        hungUp = true;
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // A socket that cannot be closed is closed.
        }
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
