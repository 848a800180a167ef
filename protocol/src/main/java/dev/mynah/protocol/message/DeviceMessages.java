package dev.mynah.protocol.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.ListenMode;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.json.Members;
import dev.mynah.protocol.json.WrongShapeException;
import org.jspecify.annotations.Nullable;

/**
 * Text of device messages: the server decodes it, a simulated device encodes it. Unknown members are ignored, a known
 * member of the wrong type makes the message malformed. Stateless and thread-safe.
 */
public final class DeviceMessages {
    private DeviceMessages() {}

    /** Reads one text frame; never throws. */
    public static Decoded<DeviceMessage> decode(String text) {
        try {
            Members members = JsonText.object(text);
            return new Decoded.Valid<>(members.text("session_id", ""), message(members));
        } catch (WrongShapeException wrong) {
            Decoded<DeviceMessage> detect = UnescapedDetect.find(text);
            return detect == null ? new Decoded.Malformed<>(wrong.reason()) : detect;
        }
    }

    private static DeviceMessage message(Members members) throws WrongShapeException {
        String type = members.text("type");
        return switch (type) {
            case "hello" -> Hellos.ofDevice(members);
            case "listen" -> listen(members);
            case "abort" -> new DeviceMessage.Abort(reason(members));
            case "mcp" -> new DeviceMessage.Mcp(members.requiredObject("payload"));
            case "iot" -> new DeviceMessage.Iot();
            case "goodbye" -> new DeviceMessage.Goodbye();
            case String other -> new DeviceMessage.Unknown(other);
        };
    }

    private static @Nullable String reason(Members members) throws WrongShapeException {
        return members.member("reason") == null ? null : members.text("reason");
    }

    private static DeviceMessage listen(Members members) throws WrongShapeException {
        String state = members.text("state");
        return switch (state) {
            case "start" -> new DeviceMessage.Listen.Start(mode(members));
            case "stop" -> new DeviceMessage.Listen.Stop();
            case "detect" -> new DeviceMessage.Listen.Detect(members.text("text", ""));
            case String other -> new DeviceMessage.Unknown("listen " + other);
        };
    }

    /** A mode nobody knows is treated as auto: the server then decides when speech ends, which always works. */
    private static ListenMode mode(Members members) throws WrongShapeException {
        return ListenMode.named(members.text("mode", "auto")).orElse(ListenMode.AUTO);
    }

    /**
     * The text as the firmware writes it: {@code session_id} first (none in a hello), and the text of a detection
     * <em>not escaped</em>, so that a quote in it yields invalid JSON just as on the real wire (§4.5).
     */
    public static String encode(String sessionId, DeviceMessage message) {
        return switch (message) {
            case DeviceMessage.Hello hello -> JsonText.write(Hellos.write(hello));
            case DeviceMessage.Listen.Start start ->
                JsonText.write(
                        listening(sessionId, "start").put("mode", start.mode().wireName()));
            case DeviceMessage.Listen.Stop stop -> JsonText.write(listening(sessionId, "stop"));
            case DeviceMessage.Listen.Detect detect -> UnescapedDetect.write(sessionId, detect.text());
            case DeviceMessage.Abort abort -> JsonText.write(aborting(sessionId, abort));
            case DeviceMessage.Mcp mcp -> JsonText.write(typed(sessionId, "mcp").set("payload", mcp.payload()));
            case DeviceMessage.Iot iot -> JsonText.write(typed(sessionId, "iot").put("update", true));
            case DeviceMessage.Goodbye goodbye -> JsonText.write(typed(sessionId, "goodbye"));
            case DeviceMessage.Unknown unknown -> JsonText.write(typed(sessionId, unknown.type()));
        };
    }

    private static ObjectNode aborting(String sessionId, DeviceMessage.Abort abort) {
        ObjectNode node = typed(sessionId, "abort");
        return abort.reason() == null ? node : node.put("reason", abort.reason());
    }

    private static ObjectNode listening(String sessionId, String state) {
        return typed(sessionId, "listen").put("state", state);
    }

    private static ObjectNode typed(String sessionId, String type) {
        return JsonText.newObject().put("session_id", sessionId).put("type", type);
    }
}
