package dev.mynah.transport.mqtt.device;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.audio.AudioParams;
import dev.mynah.protocol.message.Decoded;
import dev.mynah.protocol.message.DeviceMessage;
import dev.mynah.protocol.message.DeviceMessages;
import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.session.DeviceSession;
import dev.mynah.session.Knock;
import dev.mynah.session.MessageLink;
import dev.mynah.session.SessionEnd;
import dev.mynah.session.Sessions;
import dev.mynah.transport.udp.UdpChannel;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A device on the broker: what it publishes becomes messages of its conversation (firmware wire contract §5). What it
 * publishes is handled on its event loop; the rest is thread-safe.
 */
final class MqttDevice implements MessageLink {
    private static final Logger log = LoggerFactory.getLogger(MqttDevice.class);

    private final DeviceId id;
    private final DeviceServices services;
    private final Conversation conversation;
    private volatile String host = "";
    private volatile String uuid = "";
    private volatile @Nullable InetAddress address;
    private long malformed;

    MqttDevice(DeviceId id, DeviceServices services, Conversation conversation) {
        this.id = id;
        this.services = services;
        this.conversation = conversation;
    }

    @Override
    public DeviceId device() {
        return id;
    }

    @Override
    public String transport() {
        return "mqtt";
    }

    Conversation conversation() {
        return conversation;
    }

    /**
     * The device is there.
     *
     * @param name under which it reaches this machine
     * @param remote address it comes from; empty when not known
     * @param made UUID of its first boot; empty when it came with a token
     */
    void connected(String name, String remote, String made) {
        host = name;
        address = remote.isEmpty() ? null : InetAddress.ofLiteral(remote);
        uuid = made;
    }

    @Override
    public boolean send(ServerMessage message) {
        return switch (message) {
            case ServerMessage.Mcp mcp -> conversation.sendNow(mcp);
            case ServerMessage.Alert alert -> conversation.sendNow(alert);
            case ServerMessage.Reboot reboot -> conversation.sendNow(reboot);
            case ServerMessage.Custom custom -> conversation.sendNow(custom);
            case ServerMessage.Hello no -> throw outOfPlace(no);
            case ServerMessage.Goodbye no -> throw outOfPlace(no);
            case ServerMessage.Stt no -> throw outOfPlace(no);
            case ServerMessage.Llm no -> throw outOfPlace(no);
            case ServerMessage.TtsStart no -> throw outOfPlace(no);
            case ServerMessage.TtsStop no -> throw outOfPlace(no);
            case ServerMessage.TtsSentenceStart no -> throw outOfPlace(no);
            case ServerMessage.Unknown no -> throw outOfPlace(no);
        };
    }

    private static IllegalArgumentException outOfPlace(ServerMessage message) {
        return new IllegalArgumentException(message + " has its place in a conversation only");
    }

    // --- what the device publishes ----------------------------------------------------------------------------------

    /** What stock firmware publishes, whatever it is; broken input is counted and ignored. */
    void published(byte[] payload) {
        switch (DeviceMessages.decode(new String(payload, StandardCharsets.UTF_8))) {
            case Decoded.Valid<DeviceMessage> valid -> message(valid.sessionId(), valid.message());
            case Decoded.Malformed<DeviceMessage> broken -> broken(broken.reason());
        }
    }

    private void message(String sessionId, DeviceMessage message) {
        MqttLink link = conversation.link();
        DeviceSession session = link == null ? null : link.session();
        switch (message) {
            case DeviceMessage.Hello hello -> hello(hello);
            case DeviceMessage.Goodbye goodbye -> goodbye(sessionId, link);
            case DeviceMessage.Mcp reply -> {
                if (session != null) {
                    session.receive(reply);
                }
                services.control().received(this, reply);
            }
            case DeviceMessage other when session != null -> session.receive(other);
            case DeviceMessage early -> broken("a message before hello");
        }
    }

    /** Old firmware answers the server's good-bye with one of its own, when another conversation may have begun (C71). */
    private static void goodbye(String sessionId, @Nullable MqttLink link) {
        if (link != null && (sessionId.isEmpty() || sessionId.equals(link.sessionId()))) {
            link.end(SessionEnd.DEVICE_LEFT);
        }
    }

    /** A hello always begins anew: the device has forgotten what was before (C72). */
    private void hello(DeviceMessage.Hello hello) {
        if (!hello.transport().equals("udp")) {
            broken("a hello for the transport " + hello.transport());
            return;
        }
        switch (services.sessions().admit(Knock.checkedByWire(id, uuid))) {
            case Sessions.Admission.Refused refused -> {
                log.info("Conversation refused device={}: {}", id, refused.reason());
                conversation.sendNow(new ServerMessage.Alert("Busy", refused.reason(), "sad"));
            }
            case Sessions.Admission.Unidentified nobody -> nobody.place().leave(); // only a wire that asks for it
            case Sessions.Admission.Admitted admitted -> open(hello, admitted);
        }
    }

    private void open(DeviceMessage.Hello hello, Sessions.Admission.Admitted admitted) {
        String sessionId = services.sessions().newId();
        MqttLink link = new MqttLink(sessionId, conversation, services.sessions(), () -> address);
        int frame = Math.clamp(hello.audio().frameDurationMillis(), 5, 120);
        UdpChannel channel = services.audio().open(Duration.ofMillis(frame), link::received);
        link.audio(channel);
        conversation.begin(link);
        DeviceSession session = services.sessions().open(sessionId, admitted, hello, link);
        link.send(new ServerMessage.Hello("udp", sessionId, AudioParams.DOWNLINK, udp(channel)));
        link.opened(session);
        session.opened();
    }

    private ServerMessage.UdpChannel udp(UdpChannel channel) {
        HexFormat hex = HexFormat.of();
        String server = services.udpHost().isEmpty() ? host : services.udpHost();
        return new ServerMessage.UdpChannel(
                server, services.udpPort().getAsInt(), hex.formatHex(channel.key()), hex.formatHex(channel.nonce()));
    }

    private void broken(String reason) {
        malformed++;
        if (Long.bitCount(malformed) == 1) {
            // At the 1st, 2nd, 4th, 8th ... only: a broken device must not fill the log.
            log.info("Ignored what {} published ({} so far): {}", id, malformed, reason);
        }
    }
}
