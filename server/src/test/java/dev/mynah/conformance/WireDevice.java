package dev.mynah.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.mynah.app.RunningServer;
import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.audio.BinaryFraming;
import dev.mynah.protocol.audio.Unframed;
import dev.mynah.session.DeviceSession;
import dev.mynah.simulator.audio.Microphone;
import dev.mynah.testing.SpokenPhrases;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A device played by a test, byte by byte on a bare socket. It keeps everything the server sends, pings and closes
 * included, and answers none of them. Thread-safe; what waits says so and gives up after {@link #PATIENCE_SECONDS}.
 */
final class WireDevice implements AutoCloseable {
    static final long PATIENCE_SECONDS = 20;

    static final String MAC = "02:00:00:00:00:01";

    /** A spoken question and a second of silence, as a microphone sends them. */
    static final List<byte[]> QUESTION = Microphone.utterance(SpokenPhrases.WHAT_TIME_IS_IT, 1000, new Random(1))
            .packets();

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Socket socket;
    private final String responseHead;
    private final List<Received> received = new ArrayList<>();
    private volatile BinaryFraming framing;
    private volatile Function<JsonNode, @Nullable String> tools = request -> null;
    private int cursor;

    private WireDevice(Socket socket, String responseHead, DataInputStream in, BinaryFraming framing) {
        this.socket = socket;
        this.responseHead = responseHead;
        this.framing = framing;
        Thread.ofVirtual().name("wire-device").start(() -> read(in));
    }

    /** Upgrades as a usual device does. */
    static WireDevice connect(RunningServer server) throws IOException {
        return connect(server, MAC, 1);
    }

    static WireDevice connect(RunningServer server, String mac, int protocolVersion) throws IOException {
        return upgrade(server.port(), """
                GET /xiaozhi/v1/ HTTP/1.1
                Host: 127.0.0.1
                Client-Id: c7d0f6a1-4b1e-4f43-9a55-0d9a4f0f2b10
                Connection: Upgrade
                Device-Id: %s
                Protocol-Version: %d
                Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw==
                Sec-WebSocket-Version: 13
                Upgrade: websocket

                """.formatted(mac, protocolVersion), BinaryFraming.ofVersion(protocolVersion));
    }

    /** Sends an upgrade request as it is; line ends become those of HTTP. */
    static WireDevice upgrade(int port, String request, BinaryFraming framing) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.getOutputStream().write(request.replace("\n", "\r\n").getBytes(StandardCharsets.US_ASCII));
        DataInputStream in = new DataInputStream(socket.getInputStream());
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return new WireDevice(socket, head.toString(), in, framing);
    }

    /** Status line and headers of the answer to the upgrade. */
    String responseHead() {
        return responseHead;
    }

    /** How the device answers tool requests: the payload as text, or null for silence. */
    WireDevice withTools(Function<JsonNode, @Nullable String> answers) {
        tools = answers;
        return this;
    }

    /** Says hello with tools when some were given, and waits for the answer. */
    WireDevice hello(boolean mcp) throws Exception {
        String features = mcp ? "\"features\":{\"mcp\":true,\"glyph_push\":false}," : "";
        sendHello(features, framing.version());
        return this;
    }

    Received sendHello(String features, int version) throws Exception {
        send("{\"type\":\"hello\",\"version\":" + version + "," + features + "\"transport\":\"websocket\","
                + "\"audio_params\":{\"format\":\"opus\",\"sample_rate\":16000,\"channels\":1,\"frame_duration\":60}}");
        return await("hello");
    }

    /** A device without tools that said its hello. */
    static WireDevice greeted(RunningServer server) throws Exception {
        return connect(server).hello(false);
    }

    void listen(String mode) throws IOException {
        send("{\"session_id\":\"x\",\"type\":\"listen\",\"state\":\"start\",\"mode\":\"" + mode + "\"}");
    }

    void stopListening() throws IOException {
        send("{\"session_id\":\"x\",\"type\":\"listen\",\"state\":\"stop\"}");
    }

    void detect(String text) throws IOException {
        send("{\"session_id\":\"x\",\"type\":\"listen\",\"state\":\"detect\",\"text\":\"" + text + "\"}");
    }

    void abort() throws IOException {
        send("{\"session_id\":\"x\",\"type\":\"abort\"}");
    }

    /** Sends the packets of a question at once; a server counts in audio time. */
    void speak() throws IOException {
        for (byte[] packet : QUESTION) {
            sendAudio(packet);
        }
    }

    /** Waits until everything sent so far was read off the wire and, in the session's turn, dealt with. */
    void await(DeviceSession session) throws IOException, InterruptedException {
        sendRaw(WireFrames.masked(WireFrames.PING, new byte[0]));
        await("pong");
        CountDownLatch dealtWith = new CountDownLatch(1);
        session.lane().execute(dealtWith::countDown);
        if (!dealtWith.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the session is busy for ever");
        }
    }

    void sendAudio(byte[] packet) throws IOException {
        sendRaw(WireFrames.masked(WireFrames.BINARY, framing.encode(packet, 0)));
    }

    void send(String text) throws IOException {
        sendRaw(WireFrames.masked(WireFrames.TEXT, text.getBytes(StandardCharsets.UTF_8)));
    }

    synchronized void sendRaw(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** The framing of what is sent and read from now on. */
    void framed(BinaryFraming other) {
        framing = other;
    }

    /** The packet in a downlink frame; fails the test when the header lies. */
    byte[] packet(Received audio) {
        return switch (framing.decode(audio.bytes())) {
            case dev.mynah.protocol.audio.AudioPacket packet -> packet.payload();
            case Unframed.Malformed wrong -> throw new AssertionError(wrong.reason());
        };
    }

    /** Waits for the next of a kind after what was awaited before; what comes between is passed over. */
    Received await(String kind) throws InterruptedException {
        return await(kind, any -> true);
    }

    Received await(String kind, Predicate<Received> which) throws InterruptedException {
        return next(one -> one.kind().equals(kind) && which.test(one), TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS))
                .orElseThrow(() -> new AssertionError("no " + kind + " came; there was " + all()));
    }

    /** The next of its kind within a time; for proving that none comes. */
    synchronized Optional<Received> next(Predicate<Received> which, long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (true) {
            for (; cursor < received.size(); cursor++) {
                Received next = received.get(cursor);
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

    synchronized List<Received> all() {
        return List.copyOf(received);
    }

    List<Received> all(String kind) {
        return all().stream().filter(one -> one.kind().equals(kind)).toList();
    }

    /** Everything since, and without, a given one. */
    List<Received> after(Received mark) {
        List<Received> all = all();
        return all.subList(all.indexOf(mark) + 1, all.size());
    }

    List<String> kinds() {
        return all().stream().map(Received::kind).toList();
    }

    /** The connection is reset, as by a device that loses its power. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    static DeviceId id(String mac) {
        return DeviceId.parse(mac).orElseThrow();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private void read(DataInputStream in) {
        try {
            while (true) {
                WireFrames.Message message = WireFrames.read(in);
                switch (message.opcode()) {
                    case WireFrames.TEXT -> text(MAPPER.readTree(message.payload()));
                    case WireFrames.BINARY -> add("audio", MissingNode.getInstance(), message.payload());
                    case WireFrames.CLOSE -> add("close", MissingNode.getInstance(), message.payload());
                    case WireFrames.PING -> add("ping", MissingNode.getInstance(), message.payload());
                    case WireFrames.PONG -> add("pong", MissingNode.getInstance(), message.payload());
                    default -> throw new IOException("opcode " + message.opcode());
                }
            }
        } catch (IOException over) {
            add("end", MissingNode.getInstance(), new byte[0]);
        }
    }

    private void text(JsonNode json) throws IOException {
        String type = json.path("type").asText("?");
        add(type.equals("tts") ? "tts " + json.path("state").asText("?") : type, json, new byte[0]);
        String answer = type.equals("mcp") ? tools.apply(json.path("payload")) : null;
        if (answer != null) {
            send("{\"session_id\":\"x\",\"type\":\"mcp\",\"payload\":" + answer + "}");
        }
    }

    private synchronized void add(String kind, JsonNode json, byte[] bytes) {
        received.add(new Received(kind, json, bytes, System.nanoTime()));
        notifyAll();
    }

    /** A JSON string with everything escaped. */
    static String quoted(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }
}
