package dev.mynah.simulator.device;

import dev.mynah.protocol.ListenMode;
import dev.mynah.protocol.audio.AudioParams;
import dev.mynah.protocol.audio.BinaryFraming;
import dev.mynah.protocol.message.DeviceMessage;
import dev.mynah.protocol.message.DeviceMessages;
import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.simulator.audio.Microphone;
import dev.mynah.simulator.net.FirmwareHttp;
import dev.mynah.simulator.net.FirmwareWebSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A device that behaves as the firmware does, on a WebSocket or on MQTT with audio in datagrams (firmware wire contract §4,
 * §5), and notes everything the server does to it. All methods may be called from any thread; those that wait say so.
 */
public final class VirtualDevice implements AutoCloseable {
    private static final int WAKE_PACKETS = 33;

    private final DeviceProfile profile;
    private final DeviceSettings settings;
    private final World world;
    private final DeviceBrain brain;
    private final OpenMicrophone microphone;
    private volatile @Nullable Wire wire;
    private volatile @Nullable PlainUplink uplink;

    /** A device that is switched on but not connected. */
    public VirtualDevice(DeviceProfile profile, DeviceSettings settings, World world, AudioObserver observer) {
        this.profile = profile;
        this.settings = settings;
        this.world = world;
        this.microphone = new OpenMicrophone(world, settings.ambient(), new Speaking());
        DeviceTools tools = new DeviceTools(profile.board(), profile.firmwareVersion());
        this.brain = new DeviceBrain(settings, world, tools, observer, new Acting());
        brain.standardTools().addTo(tools, profile::otaBody);
    }

    /** A usual device. */
    public VirtualDevice(DeviceProfile profile, World world) {
        this(profile, DeviceSettings.usual(), world, AudioObserver.NONE);
    }

    /**
     * Opens the channel: TCP, upgrade, hello. Waits for the server's hello.
     *
     * @throws IOException when the server cannot be reached or refuses the upgrade
     * @throws NoReplyException when no proper hello comes in time
     */
    public void connect(DeviceConfiguration.WebSocket configured) throws IOException, NoReplyException {
        int version = settings.framingVersion() == 0 ? configured.version() : settings.framingVersion();
        BinaryFraming framing = BinaryFraming.ofVersion(version);
        brain.connecting(framing, "websocket");
        wire = new WebSocketWire(open(configured, version), framing);
        brain.upgraded();
        send(new DeviceMessage.Hello(version, profile.features(), "websocket", AudioParams.UPLINK, null));
        brain.awaitHello();
    }

    /**
     * Opens the channel: the connection to the broker unless it is there already, then hello, then the audio socket. Waits
     * for the server's hello.
     *
     * @throws IOException when the broker cannot be reached or does not let the device in
     * @throws NoReplyException when no proper hello comes in time
     */
    public void connect(DeviceConfiguration.Mqtt configured) throws IOException, NoReplyException {
        MqttWire connected = wire instanceof MqttWire present ? present : null;
        if (connected == null) {
            brain.connecting(BinaryFraming.RAW, "udp");
            connected = comeIn(configured);
            wire = connected;
        } else {
            brain.openingAgain(BinaryFraming.RAW, "udp");
        }
        brain.upgraded();
        send(new DeviceMessage.Hello(3, profile.features(), "udp", AudioParams.UPLINK, null));
        brain.awaitHello();
        ServerMessage.UdpChannel channel = brain.audioChannel();
        if (channel == null) {
            throw new NoReplyException("the hello names no audio channel");
        }
        connected.openAudio(channel);
    }

    /** Whatever wire the device was configured for; a broker goes before a WebSocket (§1.4). */
    public void connect(DeviceConfiguration configured) throws IOException, NoReplyException {
        DeviceConfiguration.Mqtt broker = configured.mqtt();
        DeviceConfiguration.WebSocket channel = configured.webSocket();
        if (broker != null) {
            connect(broker);
        } else if (channel != null) {
            connect(channel);
        } else {
            throw new IOException("the configuration names neither broker nor WebSocket");
        }
    }

    private MqttWire comeIn(DeviceConfiguration.Mqtt configured) throws IOException {
        try {
            return MqttWire.connect(configured, brain, world);
        } catch (IOException refused) {
            brain.end("it was refused: " + refused.getMessage());
            throw refused;
        }
    }

    private FirmwareWebSocket open(DeviceConfiguration.WebSocket configured, int version) throws IOException {
        try {
            return FirmwareWebSocket.connect(
                    configured.url(),
                    profile.upgradeHeaders(configured.token(), version),
                    new FirmwareWebSocket.Settings(
                            settings.answerPings(), Duration.ofSeconds(10), world.threads(), world.random()),
                    brain.listener());
        } catch (IOException refused) {
            brain.end("it was refused: " + refused.getMessage());
            throw refused;
        }
    }

    /** As after a wake word on boards that upload it: up to 33 packets at once, detection, {@code listen start}. */
    public void wakeUp(String wakeWord, List<byte[]> packets) throws IOException {
        for (byte[] packet : packets.subList(0, Math.min(packets.size(), WAKE_PACKETS))) {
            sendAudio(packet);
        }
        send(new DeviceMessage.Listen.Detect(wakeWord));
        listen(settings.mode());
    }

    /** Opens the microphone, from any state. */
    public void listen(ListenMode mode) throws IOException {
        brain.listening(mode);
        send(new DeviceMessage.Listen.Start(mode));
        microphone.open();
    }

    /** Releases the button: {@code listen stop}; the device is idle until the server speaks. */
    public void stopListening() throws IOException {
        microphone.close();
        brain.stoppedListening();
        send(new DeviceMessage.Listen.Stop());
    }

    /** Says 16 kHz sound with 0.3 s of silence after it, once the microphone is open. */
    public void say(short[] speech) throws IOException {
        say(Microphone.utterance(speech, 300, new Random(speech.length)));
    }

    /**
     * Says something once the microphone is open; opens it when nothing goes on. In manual mode the button is released
     * after it. Returns at once: {@link #awaitReply} waits.
     */
    public void say(Microphone.Utterance utterance) throws IOException {
        microphone.say(utterance);
        if (brain.atRest()) {
            listen(settings.mode());
        }
    }

    /** Says ready-made packets. */
    public void sayPackets(List<byte[]> packets) throws IOException {
        say(new Microphone.Utterance(packets, packets.size()));
    }

    /** Waits for the end of the next turn. */
    public Reply awaitReply(Duration timeout) throws NoReplyException, InterruptedException {
        return brain.awaitReply(timeout);
    }

    /** From now on the microphone's packets go in plain datagrams; everything else stays on the WebSocket. */
    public void speakInDatagrams(InetSocketAddress where) throws IOException {
        uplink = new PlainUplink(profile.id(), where);
    }

    /** A button during speech: the device asks to stop and stays in Speaking until the server obeys. */
    public void abort() throws IOException {
        brain.aborting();
        send(new DeviceMessage.Abort(null));
    }

    /** The wake word during speech: the device asks to stop and listens again once its queue is empty. */
    public void abortByWakeWord() throws IOException {
        brain.aborting();
        send(new DeviceMessage.Abort("wake_word_detected"));
        brain.listenAfterAbort();
    }

    /** Switches the device off: it closes TCP and says nothing. */
    @Override
    public void close() {
        microphone.close();
        PlainUplink datagrams = uplink;
        if (datagrams != null) {
            datagrams.close();
        }
        Wire connected = wire;
        if (connected != null) {
            connected.close();
        }
    }

    /** Ends the channel as the firmware does: by closing TCP on a WebSocket, with a good-bye over MQTT. */
    public void hangUp() {
        microphone.close();
        Wire connected = wire;
        if (connected != null) {
            connected.hangUp();
        }
    }

    /** The bare WebSocket, for faults that no device of good health shows. */
    public FirmwareWebSocket connection() throws IOException {
        if (wire instanceof WebSocketWire(FirmwareWebSocket socket, BinaryFraming framing)) {
            return socket;
        }
        throw new IOException("the device is not connected by WebSocket");
    }

    private Wire wire() throws IOException {
        Wire connected = wire;
        if (connected == null) {
            throw new IOException("the device is not connected");
        }
        return connected;
    }

    /** Who it is. */
    public DeviceProfile profile() {
        return profile;
    }

    /** What it does. */
    public DeviceState state() {
        return brain.state();
    }

    /** Waits until it does {@code wanted}; false when it did not within the time. */
    public boolean awaitState(DeviceState wanted, Duration timeout) throws InterruptedException {
        return brain.awaitState(wanted, timeout);
    }

    /** The server's name for this conversation; empty before the hello. */
    public String sessionId() {
        return brain.sessionId();
    }

    /** What it was promised to get. */
    public AudioParams audioParams() {
        return brain.params();
    }

    /** The first hundred violations. */
    public List<ContractViolation> violations() {
        return brain.violations();
    }

    /** How often each rule was broken. */
    public Map<ContractViolation.Rule, Integer> violationCounts() {
        return brain.violationCounts();
    }

    /** Audio packets thrown away because the device was not speaking. */
    public int packetsDropped() {
        return brain.packetsDropped();
    }

    /** Audio packets that came after the last abort. */
    public int packetsAfterAbort() {
        return brain.packetsAfterAbort();
    }

    /** What it sent and received. */
    public DeviceLog log() {
        return brain.log();
    }

    /** Its volume and the like. */
    public StandardTools standardTools() {
        return brain.standardTools();
    }

    /** Adds a tool of a board; before connecting. */
    public DeviceTools tools() {
        return brain.tools();
    }

    /** Gives the device a camera that sees this picture; before connecting. */
    public void addCamera(byte[] jpeg) {
        Camera camera = new Camera(profile, tools(), new FirmwareHttp(Duration.ofSeconds(30)), jpeg);
        tools().add(
                        camera.description(),
                        arguments -> camera.takePhoto(arguments.path("question").asText()));
    }

    /** How long the parts of connecting took. */
    public ConnectTimings connectTimings() {
        return brain.connectTimings();
    }

    private void send(DeviceMessage message) throws IOException {
        sendText(DeviceMessages.encode(brain.sessionId(), message));
    }

    private void sendText(String text) throws IOException {
        brain.log().add(world.nanoTime().getAsLong(), false, text, null);
        wire().text(text);
    }

    private void sendAudio(byte[] packet) throws IOException {
        PlainUplink other = uplink;
        if (other != null) {
            other.send(packet);
            return;
        }
        brain.log().add(world.nanoTime().getAsLong(), false, null, wire().audio(packet));
    }

    /** What the microphone does with its packets. */
    private final class Speaking implements OpenMicrophone.Sink {
        @Override
        public void packet(byte[] packet) {
            try {
                sendAudio(packet);
            } catch (IOException gone) {
                close();
            }
        }

        @Override
        public void speechEnded() {
            brain.speechEnded();
        }

        @Override
        public void utteranceEnded() {
            if (settings.mode() != ListenMode.MANUAL) {
                return;
            }
            try {
                stopListening();
            } catch (IOException gone) {
                close();
            }
        }
    }

    /** What the device does on the server's word. */
    private final class Acting implements DeviceBrain.Body {
        @Override
        public void closeMicrophone() {
            microphone.close();
        }

        @Override
        public void openMicrophone() {
            microphone.open();
        }

        @Override
        public void say(DeviceMessage message) {
            try {
                send(message);
            } catch (IOException gone) {
                close();
            }
        }

        @Override
        public void sayToolReply(String payload) {
            try {
                sendText("{\"session_id\":\"" + brain.sessionId() + "\",\"type\":\"mcp\",\"payload\":" + payload + "}");
            } catch (IOException gone) {
                close();
            }
        }

        @Override
        public void hangUp() {
            close();
        }

        @Override
        public void channelClosed() {
            if (wire instanceof MqttWire broker) {
                broker.closeAudio();
            }
        }
    }
}
