package dev.mynah.simulator.net;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;

/**
 * The firmware's WebSocket client on a bare socket (firmware wire contract §4.1, §4.2): it checks hardly anything, never
 * sends Ping or Close, and ends a connection by closing TCP. One thread reads and calls the listener; sending is safe
 * from any thread.
 */
public final class FirmwareWebSocket {
    private static final int READ_BUFFER = 1024;
    private static final int MAX_HEAD = 8 * 1024;

    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final Settings settings;
    private final WireListener listener;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile boolean deaf;
    private volatile boolean hungUp;

    /**
     * How the client behaves.
     *
     * @param answerPings false for the boards that fail to (§0.12)
     * @param connectTimeout for TCP and for the answer to the upgrade, each
     * @param random for masks; used from several threads
     */
    public record Settings(
            boolean answerPings, Duration connectTimeout, ThreadFactory threads, RandomGenerator random) {}

    private FirmwareWebSocket(Socket socket, DataInputStream in, Settings settings, WireListener listener)
            throws IOException {
        this.socket = socket;
        this.in = in;
        this.out = socket.getOutputStream();
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * Connects and upgrades, then reads on a thread of its own.
     *
     * @param headers are sent in alphabetical order together with those of the upgrade
     * @throws HandshakeRefused when the answer is not 101
     */
    public static FirmwareWebSocket connect(
            String url, Map<String, String> headers, Settings settings, WireListener listener) throws IOException {
        DeviceUrl target = DeviceUrl.webSocket(url);
        SocketFactory factory = target.tls() ? SSLSocketFactory.getDefault() : SocketFactory.getDefault();
        Socket socket = factory.createSocket();
        try {
            int millis = Math.toIntExact(settings.connectTimeout().toMillis());
            socket.connect(new InetSocketAddress(target.host(), target.port()), millis);
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(millis);
            socket.getOutputStream().write(request(target, headers, settings.random()));
            DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), READ_BUFFER));
            requireUpgrade(in);
            socket.setSoTimeout(0);
            FirmwareWebSocket connected = new FirmwareWebSocket(socket, in, settings, listener);
            settings.threads().newThread(connected::readUntilClosed).start();
            return connected;
        } catch (IOException failed) {
            socket.close();
            throw failed;
        }
    }

    private static byte[] request(DeviceUrl target, Map<String, String> headers, RandomGenerator random) {
        byte[] key = new byte[16];
        random.nextBytes(key);
        Map<String, String> all = new TreeMap<>(headers);
        all.put("Connection", "Upgrade");
        all.put("Sec-WebSocket-Key", Base64.getEncoder().encodeToString(key));
        all.put("Sec-WebSocket-Version", "13");
        all.put("Upgrade", "websocket");
        StringBuilder head = new StringBuilder("GET " + target.path() + " HTTP/1.1\r\nHost: " + target.host() + "\r\n");
        all.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("\r\n");
        return head.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void requireUpgrade(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0 || head.length() > MAX_HEAD) {
                throw new HandshakeRefused("the connection ended during the upgrade: " + firstLine(head));
            }
            head.append((char) next);
        }
        if (head.indexOf("HTTP/1.1 101") < 0) {
            throw new HandshakeRefused(firstLine(head));
        }
    }

    private static String firstLine(StringBuilder head) {
        return head.toString().lines().findFirst().orElse("nothing was answered");
    }

    private void readUntilClosed() {
        String why = "the server closed the connection";
        try {
            byte[] message = new byte[0];
            int kind = Frames.CONTINUATION;
            while (true) {
                Frames.Frame frame = Frames.read(in);
                if (deaf) {
                    continue;
                }
                switch (frame.opcode()) {
                    case Frames.PING -> pong(frame.payload());
                    case Frames.PONG -> {}
                    case Frames.CLOSE -> {
                        // The firmware reports the end at once and neither replies nor closes TCP.
                        listener.closed("the server sent Close");
                        return;
                    }
                    default -> {
                        boolean begins = frame.opcode() != Frames.CONTINUATION;
                        kind = begins ? frame.opcode() : kind;
                        message = begins ? frame.payload() : Frames.join(message, frame.payload());
                        if (frame.last()) {
                            deliver(kind, message);
                        }
                    }
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

    private void deliver(int kind, byte[] message) {
        if (kind == Frames.TEXT) {
            listener.text(new String(message, StandardCharsets.UTF_8));
        } else if (kind == Frames.BINARY) {
            listener.binary(message);
        }
    }

    private void pong(byte[] payload) throws IOException {
        if (settings.answerPings()) {
            sendRaw(Frames.masked(Frames.PONG, payload, settings.random()));
        }
    }

    /** Sends one text message. */
    public void sendText(String text) throws IOException {
        sendRaw(Frames.masked(Frames.TEXT, text.getBytes(StandardCharsets.UTF_8), settings.random()));
    }

    /** Sends one binary message. */
    public void sendBinary(byte[] payload) throws IOException {
        sendRaw(Frames.masked(Frames.BINARY, payload, settings.random()));
    }

    /** Fault: puts bytes on the wire as they are. */
    public void sendRaw(byte[] bytes) throws IOException {
        writing.lock();
        try {
            out.write(bytes);
        } finally {
            writing.unlock();
        }
    }

    /** Ends the connection as devices do: TCP is closed, without a Close frame. */
    public void closeTcp() {
        hungUp = true;
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            // A socket that cannot be closed is closed.
        }
    }

    /** Fault: announces a frame, sends half of it and resets the connection. */
    public void dropMidFrame() {
        try {
            byte[] frame = Frames.masked(Frames.BINARY, new byte[100], settings.random());
            sendRaw(java.util.Arrays.copyOf(frame, frame.length / 2));
            socket.setSoLinger(true, 0);
        } catch (IOException alreadyGone) {
            // What was to be broken is broken.
        }
        closeTcp();
    }

    /** Fault: from now on everything received is thrown away unread, pings included, but TCP stays. */
    public void goDeaf() {
        deaf = true;
    }
}
