package dev.mynah.simulator;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * A server of bare sockets for tests: answers HTTP requests with prepared bytes and lets a script play the server's side
 * of every WebSocket.
 */
public final class ScriptedServer implements AutoCloseable {
    private final ServerSocket listening;
    private final Script script;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<byte[]> bodies = new CopyOnWriteArrayList<>();
    private volatile Function<String, byte[]> httpReply = head -> new byte[0];
    private volatile String upgradeReply = "";
    private volatile byte[] gluedToUpgrade = new byte[0];

    /** Plays one WebSocket; runs on a thread of its own. */
    public interface Script {
        /** Ends when the script ends or the device hangs up. */
        void play(Channel channel) throws IOException, InterruptedException;
    }

    /** Listens on a free loopback port. */
    public ScriptedServer(Script script) throws IOException {
        this.script = script;
        this.listening = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** {@code 127.0.0.1:port}. */
    public String authority() {
        return "127.0.0.1:" + listening.getLocalPort();
    }

    public String http() {
        return "http://" + authority();
    }

    public String webSocketUrl() {
        return "ws://" + authority() + "/xiaozhi/v1/";
    }

    /** The whole head of every request, as received. */
    public List<String> requests() {
        return requests;
    }

    /** The body of every POST, with the marks of its chunks if it had any. */
    public List<byte[]> bodies() {
        return bodies;
    }

    /** Answers every further POST with a well-made 200. */
    public ScriptedServer replying(String body) {
        return replyingRaw(wellMade("200 OK", body));
    }

    /** Answers every further POST with exactly this, then closes. */
    public ScriptedServer replyingRaw(String bytes) {
        return replyingBy(head -> bytes);
    }

    /** Answers every further POST by its head, then closes. */
    public ScriptedServer replyingBy(Function<String, String> reply) {
        httpReply = head -> reply.apply(head).getBytes(StandardCharsets.UTF_8);
        return this;
    }

    /** An answer that devices can read. */
    public static String wellMade(String status, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\nConnection: close\r\n\r\n" + body;
    }

    /** What {@link #configuring} answers. */
    public String configuration() {
        return "{\"server_time\":{\"timestamp\":1786000000000,\"timezone_offset\":0},\"websocket\":{\"url\":\""
                + webSocketUrl() + "\",\"token\":\"abc\",\"version\":1}}";
    }

    /** The usual configuration: this server's WebSocket with a token. */
    public ScriptedServer configuring() {
        return replying(configuration());
    }

    /** Refuses every further upgrade with this. */
    public ScriptedServer refusingUpgrades(String statusLine) {
        upgradeReply = statusLine + "\r\nContent-Length: 0\r\n\r\n";
        return this;
    }

    /** Sends these bytes in the same segment as the 101. */
    public ScriptedServer gluing(byte[] frame) {
        gluedToUpgrade = frame;
        return this;
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listening.accept();
                sockets.add(socket);
                Thread.ofVirtual().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            String head = head(in);
            requests.add(head);
            if (head.startsWith("POST")) {
                bodies.add(head.contains("chunked") ? untilLastChunk(in) : in.readNBytes(length(head)));
                socket.getOutputStream().write(httpReply.apply(head));
                socket.getOutputStream().flush();
                return;
            }
            if (!upgradeReply.isEmpty()) {
                socket.getOutputStream().write(upgradeReply.getBytes(StandardCharsets.UTF_8));
                return;
            }
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            answer.writeBytes(upgrade(head).getBytes(StandardCharsets.UTF_8));
            answer.writeBytes(gluedToUpgrade);
            socket.getOutputStream().write(answer.toByteArray());
            Channel channel = new Channel(socket, in);
            Thread.ofVirtual().start(channel::read);
            script.play(channel);
        } catch (IOException | InterruptedException ended) {
            // The device hung up, or the test is over.
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int last = 0;
        while (last != 0x0D0A0D0A) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no head");
            }
            head.write(next);
            last = last << 8 | next;
        }
        return head.toString(StandardCharsets.UTF_8);
    }

    private static byte[] untilLastChunk(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (!body.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n0\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no last chunk");
            }
            body.write(next);
        }
        return body.toByteArray();
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.startsWith("Content-Length: "))
                .mapToInt(line -> Integer.parseInt(line.substring(16).strip()))
                .sum();
    }

    private static String upgrade(String head) {
        String key = head.lines()
                .filter(line -> line.startsWith("Sec-WebSocket-Key: "))
                .map(line -> line.substring(19))
                .findFirst()
                .orElse("");
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(StandardCharsets.US_ASCII));
            return "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                    + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n";
        } catch (java.security.NoSuchAlgorithmException none) {
            throw new IllegalStateException(none);
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** What a device sent: exactly one of text and bytes. */
    public record Received(int opcode, String text, byte[] bytes, boolean masked, boolean whole) {}

    /** The server's side of one WebSocket. */
    public static final class Channel {
        private final Socket socket;
        private final DataInputStream in;
        private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
        private final List<Received> skipped = new ArrayList<>();

        Channel(Socket socket, DataInputStream in) {
            this.socket = socket;
            this.in = in;
        }

        private void read() {
            try {
                while (true) {
                    int first = in.readUnsignedByte();
                    int second = in.readUnsignedByte();
                    int length = second & 0x7F;
                    length = length == 126 ? in.readUnsignedShort() : length;
                    byte[] mask = in.readNBytes(4);
                    byte[] payload = in.readNBytes(length);
                    for (int i = 0; i < payload.length; i++) {
                        payload[i] ^= mask[i & 3];
                    }
                    received.add(new Received(
                            first & 0x0F,
                            new String(payload, StandardCharsets.UTF_8),
                            payload,
                            (second & 0x80) != 0,
                            (first & 0x80) != 0));
                }
            } catch (IOException ended) {
                received.add(new Received(-1, "hung up", new byte[0], false, false));
            }
        }

        /** The next frame of any kind. */
        public Received next() throws InterruptedException, IOException {
            Received frame = received.poll(20, TimeUnit.SECONDS);
            if (frame == null) {
                throw new IOException("the device sent nothing for 20 s");
            }
            return frame;
        }

        /** The next text that contains {@code part}; what comes before is kept in {@link #skipped}. */
        public String expect(String part) throws InterruptedException, IOException {
            while (true) {
                Received frame = next();
                if (frame.opcode() == 1 && frame.text().contains(part)) {
                    return frame.text();
                }
                skipped.add(frame);
                if (frame.opcode() == -1) {
                    throw new IOException("hung up while waiting for " + part);
                }
            }
        }

        /** What was passed over by {@link #expect}. */
        public List<Received> skipped() {
            return skipped;
        }

        public void hello() throws IOException, InterruptedException {
            expect("\"hello\"");
            text("{\"type\":\"hello\",\"transport\":\"websocket\",\"session_id\":\"s-1\",\"audio_params\":"
                    + "{\"format\":\"opus\",\"sample_rate\":24000,\"channels\":1,\"frame_duration\":60}}");
        }

        public void tts(String state) throws IOException {
            text("{\"type\":\"tts\",\"session_id\":\"s-1\",\"state\":\"" + state + "\"}");
        }

        public void text(String text) throws IOException {
            raw(frame(0x81, text.getBytes(StandardCharsets.UTF_8)));
        }

        public void binary(byte[] payload) throws IOException {
            raw(frame(0x82, payload));
        }

        public void raw(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        public void drop() throws IOException {
            socket.close();
        }
    }

    /** A frame as servers send it, with the shortest length that fits. */
    public static byte[] frame(int firstByte, byte[] payload) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(firstByte);
        if (payload.length < 126) {
            frame.write(payload.length);
        } else if (payload.length < 65_536) {
            frame.write(126);
            frame.write(payload.length >> 8);
            frame.write(payload.length);
        } else {
            frame.write(127);
            frame.writeBytes(
                    java.nio.ByteBuffer.allocate(8).putLong(payload.length).array());
        }
        frame.writeBytes(payload);
        return frame.toByteArray();
    }
}
