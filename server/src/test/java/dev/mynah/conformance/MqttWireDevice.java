package dev.mynah.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mynah.app.RunningServer;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.protocol.ota.DeviceConfigurations;
import dev.mynah.testing.MqttWire;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A device on MQTT and UDP played by a test: the firmware's bytes (firmware wire contract §5), its cipher taken from the JDK
 * and not from ours. Used by one thread.
 */
final class MqttWireDevice implements AutoCloseable {
    static final String HELLO = "{\"type\":\"hello\",\"version\":3,\"transport\":\"udp\","
            + "\"audio_params\":{\"format\":\"opus\",\"sample_rate\":16000,\"channels\":1,\"frame_duration\":60}}";

    private static final JsonMapper MAPPER = new JsonMapper();

    private final MqttWire wire;
    private final DeviceConfiguration.Mqtt configured;
    private DatagramSocket socket = new DatagramSocket();
    private JsonNode hello = MAPPER.createObjectNode();
    private Function<JsonNode, @Nullable String> tools = request -> null;
    private long sequence;

    /** A datagram from the server, taken apart. */
    record Downlink(int type, int flags, int length, int ssrc, long timestamp, long sequence, byte[] opus, int size) {}

    private MqttWireDevice(MqttWire wire, DeviceConfiguration.Mqtt configured) throws IOException {
        this.wire = wire;
        this.configured = configured;
    }

    /** What a device of this address is configured with. */
    static DeviceConfiguration.Mqtt configuration(RunningServer server, String mac) throws Exception {
        Map<String, String> headers = new HashMap<>(RawHttp.DEVICE);
        headers.put("Device-Id", mac);
        RawHttp answer = RawHttp.post(
                server.port(), "/xiaozhi/ota/?transport=mqtt", "127.0.0.1:" + server.port(), headers, "{}");
        return Objects.requireNonNull(DeviceConfigurations.decode(answer.body()).mqtt());
    }

    /** Comes in as a usual device does, and subscribes to nothing. */
    static MqttWireDevice connect(RunningServer server, String mac) throws Exception {
        return connect(server, configuration(server, mac), 240);
    }

    static MqttWireDevice connect(RunningServer server, DeviceConfiguration.Mqtt configured, int keepAlive)
            throws Exception {
        MqttWire wire = MqttWire.open(server.mqttPort());
        wire.connect(configured.clientId(), configured.username(), configured.password(), keepAlive, true);
        MqttWire.Packet answer = wire.await(MqttWire.CONNACK);
        if (answer.body()[1] != 0) {
            throw new AssertionError("refused with " + answer);
        }
        return new MqttWireDevice(wire, configured);
    }

    /** A device that said its hello and has the answer. */
    static MqttWireDevice greeted(RunningServer server) throws Exception {
        MqttWireDevice device = connect(server, WireDevice.MAC);
        device.hello(HELLO);
        return device;
    }

    MqttWire wire() {
        return wire;
    }

    DeviceConfiguration.Mqtt configured() {
        return configured;
    }

    /** How the device answers tool requests: the payload as text, or null for silence. */
    MqttWireDevice withTools(Function<JsonNode, @Nullable String> answers) {
        tools = answers;
        return this;
    }

    JsonNode hello(String text) throws Exception {
        publish(text);
        hello = await("hello");
        sequence = 0;
        return hello;
    }

    JsonNode hello() {
        return hello;
    }

    String sessionId() {
        return hello.path("session_id").asText();
    }

    void publish(String text) throws IOException {
        wire.publish(configured.publishTopic(), text);
    }

    void say(String members) throws IOException {
        publish("{\"session_id\":\"" + sessionId() + "\"," + members + "}");
    }

    void listen(String mode) throws IOException {
        say("\"type\":\"listen\",\"state\":\"start\",\"mode\":\"" + mode + "\"");
    }

    void detect(String text) throws IOException {
        say("\"type\":\"listen\",\"state\":\"detect\",\"text\":\"" + text + "\"");
    }

    void goodbye(String sessionId) throws IOException {
        publish("{\"session_id\":\"" + sessionId + "\",\"type\":\"goodbye\"}");
    }

    /** Waits for the next message of a kind, {@code tts stop} for one with a state; answers tool requests meanwhile. */
    JsonNode await(String kind) throws Exception {
        while (true) {
            JsonNode message = MAPPER.readTree(wire.await(MqttWire.PUBLISH).text());
            String type = message.path("type").asText();
            if (type.equals("mcp")) {
                String answer = tools.apply(message.path("payload"));
                if (answer != null) {
                    publish("{\"session_id\":\"" + sessionId() + "\",\"type\":\"mcp\",\"payload\":" + answer + "}");
                }
            }
            if (kind.equals(type.equals("tts") ? "tts " + message.path("state").asText() : type)) {
                return message;
            }
        }
    }

    /** Every message so far, whatever has been awaited. */
    List<JsonNode> messages() throws IOException {
        List<JsonNode> messages = new ArrayList<>();
        for (MqttWire.Packet packet : wire.all(MqttWire.PUBLISH)) {
            messages.add(MAPPER.readTree(packet.text()));
        }
        return messages;
    }

    // --- audio ------------------------------------------------------------------------------------------------------

    byte[] key() {
        return HexFormat.of().parseHex(hello.path("udp").path("key").asText());
    }

    byte[] nonce() {
        return HexFormat.of().parseHex(hello.path("udp").path("nonce").asText());
    }

    /** The next packet with these contents. */
    void sendAudio(byte[] opus) throws Exception {
        sendRaw(packet(++sequence, opus));
    }

    /** Sends the packets of a question at once; messages sent before are taken before, though they go another way. */
    void speak() throws Exception {
        wire.afterPing();
        for (byte[] packet : WireDevice.QUESTION) {
            sendAudio(packet);
        }
    }

    /** As if so many packets had got lost. */
    void lose(int packets) {
        sequence += packets;
    }

    long sequence() {
        return sequence;
    }

    byte[] packet(long number, byte[] opus) throws Exception {
        byte[] header = nonce();
        ByteBuffer.wrap(header).putShort(2, (short) opus.length).putInt(12, (int) number);
        byte[] sealed = apply(header, opus);
        return ByteBuffer.allocate(16 + sealed.length).put(header).put(sealed).array();
    }

    private byte[] apply(byte[] header, byte[] bytes) throws Exception {
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key(), "AES"), new IvParameterSpec(header));
        return cipher.doFinal(bytes);
    }

    void sendRaw(byte[] datagram) throws IOException {
        sendFrom(socket, datagram);
    }

    void sendFrom(DatagramSocket other, byte[] datagram) throws IOException {
        JsonNode udp = hello.path("udp");
        other.send(new DatagramPacket(
                datagram,
                datagram.length,
                new InetSocketAddress(
                        udp.path("server").asText(), udp.path("port").asInt())));
    }

    /** Goes on with another socket, as after a NAT has given the device another port. */
    DatagramSocket move() throws IOException {
        DatagramSocket before = socket;
        socket = new DatagramSocket();
        return before;
    }

    /** Waits for the next datagram. */
    Downlink receive() throws Exception {
        return receive(20_000).orElseThrow(() -> new AssertionError("no datagram came"));
    }

    /** The next datagram within a time. */
    Optional<Downlink> receive(int millis) throws Exception {
        return receiveFrom(socket, millis);
    }

    Optional<Downlink> receiveFrom(DatagramSocket where, int millis) throws Exception {
        DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
        where.setSoTimeout(millis);
        try {
            where.receive(packet);
        } catch (SocketTimeoutException none) {
            return Optional.empty();
        }
        ByteBuffer bytes = ByteBuffer.wrap(packet.getData(), 0, packet.getLength());
        byte[] header = Arrays.copyOf(packet.getData(), 16);
        byte[] sealed = Arrays.copyOfRange(packet.getData(), 16, packet.getLength());
        return Optional.of(new Downlink(
                bytes.get(0),
                bytes.get(1),
                Short.toUnsignedInt(bytes.getShort(2)),
                bytes.getInt(4),
                Integer.toUnsignedLong(bytes.getInt(8)),
                Integer.toUnsignedLong(bytes.getInt(12)),
                apply(header, sealed),
                packet.getLength()));
    }

    @Override
    public void close() throws IOException {
        wire.close();
        socket.close();
    }
}
