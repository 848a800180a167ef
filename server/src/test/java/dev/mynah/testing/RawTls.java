package dev.mynah.testing;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Random;

/** Greetings of clients that no JDK of today plays: too old, or with weak ciphers only. Stateless. */
public final class RawTls {
    public static final int TLS_1_1 = 0x0302;
    public static final int TLS_1_2 = 0x0303;
    private static final int HANDSHAKE = 22;
    private static final int ALERT = 21;

    private RawTls() {}

    /** Says hello with a version and suites, and returns {@code hello} or {@code alert N}. */
    public static String greet(int port, int version, int... suites) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(record(hello(version, suites)));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            int type = in.readUnsignedByte();
            in.readUnsignedShort();
            byte[] body = new byte[in.readUnsignedShort()];
            in.readFully(body);
            return switch (type) {
                case HANDSHAKE -> "hello";
                case ALERT -> "alert " + body[1];
                default -> "type " + type;
            };
        }
    }

    private static byte[] record(byte[] hello) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(HANDSHAKE);
        out.writeShort(0x0301);
        out.writeShort(hello.length + 4);
        out.writeInt(1 << 24 | hello.length);
        out.write(hello);
        return bytes.toByteArray();
    }

    private static byte[] hello(int version, int... suites) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(version);
        byte[] random = new byte[32];
        new Random(7).nextBytes(random);
        out.write(random);
        out.writeByte(0);
        out.writeShort(suites.length * 2);
        for (int suite : suites) {
            out.writeShort(suite);
        }
        out.writeShort(0x0100); // no compression
        byte[] extensions = extensions();
        out.writeShort(extensions.length);
        out.write(extensions);
        return bytes.toByteArray();
    }

    /** Curve P-256, uncompressed points, and the signatures that go with them. */
    private static byte[] extensions() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(0x000a_0004_0002_0017L);
        out.writeInt(0x000b_0002);
        out.writeShort(0x0100);
        out.writeLong(0x000d_0006_0004_0403L);
        out.writeShort(0x0401);
        return bytes.toByteArray();
    }
}
