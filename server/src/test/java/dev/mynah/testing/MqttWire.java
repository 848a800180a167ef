package dev.mynah.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An MQTT client played by a test, byte by byte on a bare socket. It answers nothing by itself. Thread-safe; what waits
 * gives up after {@link #PATIENCE_SECONDS}.
 */
public final class MqttWire implements AutoCloseable {
    public static final long PATIENCE_SECONDS = 20;

    public static final int CONNACK = 2;
    public static final int PUBLISH = 3;
    public static final int PUBACK = 4;
    public static final int PUBREC = 5;
    public static final int PUBREL = 6;
    public static final int PUBCOMP = 7;
    public static final int SUBACK = 9;
    public static final int UNSUBACK = 11;
    public static final int PINGRESP = 13;
    public static final int DISCONNECT = 14;
    /** Not a packet: TCP is over. */
    public static final int END = -1;

    private final Socket socket;
    private final List<Packet> received = new ArrayList<>();
    private int cursor;

    /** One packet from the server. */
    public record Packet(int type, int flags, byte[] body) {
        public int qos() {
            return (flags >> 1) & 3;
        }

        public boolean retain() {
            return (flags & 1) != 0;
        }

        public boolean again() {
            return (flags & 8) != 0;
        }

        public String topic() {
            return new String(body, 2, number(0), StandardCharsets.UTF_8);
        }

        /** The payload of a message of MQTT 3.1.1. */
        public String text() {
            int from = 2 + number(0) + (qos() > 0 ? 2 : 0);
            return new String(body, from, body.length - from, StandardCharsets.UTF_8);
        }

        /** The payload of a message of MQTT 5 with fewer than 128 bytes of properties. */
        public String text5() {
            int from = 2 + number(0) + (qos() > 0 ? 2 : 0);
            int properties = body[from];
            return new String(body, from + 1 + properties, body.length - from - 1 - properties, StandardCharsets.UTF_8);
        }

        /** The properties of a message of MQTT 5, in hexadecimal digits. */
        public String properties5() {
            int from = 2 + number(0) + (qos() > 0 ? 2 : 0);
            return HexFormat.of().formatHex(body, from + 1, from + 1 + body[from]);
        }

        /** The identifier of a message. */
        public int packetId() {
            return type == PUBLISH ? number(2 + number(0)) : number(0);
        }

        private int number(int at) {
            return ((body[at] & 0xFF) << 8) | (body[at + 1] & 0xFF);
        }

        @Override
        public String toString() {
            return type == PUBLISH
                    ? "PUBLISH " + topic() + " " + text()
                    : type + " " + HexFormat.of().formatHex(body);
        }
    }

    private MqttWire(Socket socket) throws IOException {
        this.socket = socket;
        DataInputStream in = new DataInputStream(socket.getInputStream());
        Thread.ofVirtual().name("mqtt-wire").start(() -> read(in));
    }

    /** A TCP connection on which nothing was sent. */
    public static MqttWire open(int port) throws IOException {
        return openFrom(null, port);
    }

    /** The same, from an address of the loopback; from any when it is null. */
    public static MqttWire openFrom(@Nullable InetAddress local, int port) throws IOException {
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port, local, 0);
        socket.setTcpNoDelay(true);
        return new MqttWire(socket);
    }

    /** Comes in with MQTT 3.1.1, clean; fails the test when it is refused. */
    public static MqttWire connect(int port, String clientId, String username, String password) throws Exception {
        MqttWire wire = open(port);
        wire.connect(clientId, username, password, 60, true);
        Packet answer = wire.await(CONNACK);
        if (answer.body()[1] != 0) {
            throw new AssertionError("refused with " + answer);
        }
        return wire;
    }

    /** Sends a CONNECT of MQTT 3.1.1. */
    public void connect(
            String clientId, @Nullable String username, @Nullable String password, int keepAlive, boolean clean)
            throws IOException {
        int flags = (username == null ? 0 : 0x80) | (password == null ? 0 : 0x40) | (clean ? 2 : 0);
        Body body = new Body().text("MQTT").one(4).one(flags).two(keepAlive).text(clientId);
        if (username != null) {
            body.text(username);
        }
        if (password != null) {
            body.text(password);
        }
        packet(0x10, body);
    }

    /**
     * Sends a CONNECT of MQTT 5.
     *
     * @param properties in hexadecimal digits, without their length
     */
    public void connect5(
            String clientId, @Nullable String username, @Nullable String password, boolean clean, String properties)
            throws IOException {
        int flags = (username == null ? 0 : 0x80) | (password == null ? 0 : 0x40) | (clean ? 2 : 0);
        Body body = new Body()
                .text("MQTT")
                .one(5)
                .one(flags)
                .two(60)
                .properties(properties)
                .text(clientId);
        if (username != null) {
            body.text(username);
        }
        if (password != null) {
            body.text(password);
        }
        packet(0x10, body);
    }

    /** Publishes as MQTT 5. */
    public void publish5(String topic, String text, int qos, int packetId, String properties) throws IOException {
        Body body = new Body().text(topic);
        if (qos > 0) {
            body.two(packetId);
        }
        packet(0x30 | (qos << 1), body.properties(properties).raw(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Subscribes as MQTT 5 and returns what was granted. */
    public int subscribe5(String filter, int options, String properties) throws Exception {
        packet(0x82, new Body().two(1).properties(properties).text(filter).one(options));
        Packet answer = await(SUBACK);
        return answer.body()[answer.body().length - 1] & 0xFF;
    }

    /** Publishes with QoS 0. */
    public void publish(String topic, String text) throws IOException {
        packet(0x30, new Body().text(topic).raw(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Publishes. */
    public void publish(String topic, String text, int qos, int packetId) throws IOException {
        packet(0x30 | (qos << 1), new Body().text(topic).two(packetId).raw(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Subscribes with one filter, and returns what was granted. */
    public int subscribe(String filter, int qos) throws Exception {
        packet(0x82, new Body().two(1).text(filter).one(qos));
        return await(SUBACK).body()[2] & 0xFF;
    }

    public void ping() throws IOException {
        send(new byte[] {(byte) 0xC0, 0});
    }

    /** Says good-bye. */
    public void disconnect() throws IOException {
        send(new byte[] {(byte) 0xE0, 0});
    }

    /** PUBACK, PUBREC, PUBREL or PUBCOMP. */
    public void acknowledge(int type, int packetId) throws IOException {
        packet((type << 4) | (type == PUBREL ? 2 : 0), new Body().two(packetId));
    }

    /** A packet as it is written. */
    public void packet(int first, Body body) throws IOException {
        send(body.packet(first));
    }

    /** Bytes as they are. */
    public void hex(String digits) throws IOException {
        send(HexFormat.of().parseHex(digits.replace(" ", "")));
    }

    /** Bytes as they are. */
    public synchronized void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Waits for the next packet of a type after what was awaited before; what comes between is passed over. */
    public Packet await(int type) throws InterruptedException {
        return await(type, any -> true);
    }

    public Packet await(int type, Predicate<Packet> which) throws InterruptedException {
        return next(
                        one -> one.type() == type && (type == END || which.test(one)),
                        TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS))
                .orElseThrow(() -> new AssertionError("no packet " + type + " came; there was " + all()));
    }

    /** Whether the server has closed, after whatever else came. */
    public void awaitEnd() throws InterruptedException {
        await(END);
    }

    /** The next of its kind within a time. */
    public synchronized Optional<Packet> next(Predicate<Packet> which, long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (true) {
            for (; cursor < received.size(); cursor++) {
                Packet next = received.get(cursor);
                if (which.test(next)) {
                    cursor++;
                    return Optional.of(next);
                }
            }
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return Optional.empty();
            }
            wait(left);
        }
    }

    /** Everything that has come: whatever the server sent before its answer to a ping is among it. */
    public List<Packet> afterPing() throws Exception {
        ping();
        await(PINGRESP);
        return all();
    }

    public synchronized List<Packet> all() {
        return List.copyOf(received);
    }

    public List<Packet> all(int type) {
        return all().stream().filter(one -> one.type() == type).toList();
    }

    /** The connection is reset, as by a client that loses its power. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    public Socket socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void read(DataInputStream in) {
        try {
            while (true) {
                int first = in.readUnsignedByte();
                int length = 0;
                int shift = 0;
                int next;
                do {
                    next = in.readUnsignedByte();
                    length |= (next & 0x7F) << shift;
                    shift += 7;
                } while ((next & 0x80) != 0);
                add(new Packet(first >> 4, first & 15, in.readNBytes(length)));
            }
        } catch (IOException over) {
            add(new Packet(END, 0, new byte[0]));
        }
    }

    private synchronized void add(Packet packet) {
        received.add(packet);
        notifyAll();
    }

    /** The contents of a packet. */
    public static final class Body {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        public Body one(int value) {
            bytes.write(value);
            return this;
        }

        public Body two(int value) {
            return one(value >> 8).one(value);
        }

        public Body text(String text) {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            return two(utf8.length).raw(utf8);
        }

        /** Properties of MQTT 5, in hexadecimal digits; fewer than 128 bytes. */
        public Body properties(String digits) {
            byte[] all = HexFormat.of().parseHex(digits.replace(" ", ""));
            return one(all.length).raw(all);
        }

        public Body raw(byte[] more) {
            bytes.writeBytes(more);
            return this;
        }

        /** The packet with these contents. */
        public byte[] packet(int first) {
            ByteArrayOutputStream packet = new ByteArrayOutputStream();
            packet.write(first);
            int left = bytes.size();
            while (left > 127) {
                packet.write((left & 0x7F) | 0x80);
                left >>>= 7;
            }
            packet.write(left);
            packet.writeBytes(bytes.toByteArray());
            return packet.toByteArray();
        }
    }
}
