package dev.mynah.protocol.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.Emotion;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.json.Members;
import dev.mynah.protocol.json.WrongShapeException;

/**
 * Text of server messages: the server encodes it, a simulated device decodes it the way the firmware does (names of
 * members in any case, values exact; firmware wire contract §4.6). Stateless and thread-safe.
 */
public final class ServerMessages {
    private ServerMessages() {}

    /** The text of {@code message}; always with a string {@code type}, and a string {@code state} in every tts (C38). */
    public static String encode(String sessionId, ServerMessage message) {
        return JsonText.write(
                switch (message) {
                    case ServerMessage.Hello hello -> Hellos.write(hello);
                    case ServerMessage.Stt stt -> typed(sessionId, "stt").put("text", stt.text());
                    case ServerMessage.Llm llm ->
                        typed(sessionId, "llm").put("emotion", llm.emotion().wireName());
                    case ServerMessage.TtsStart start -> speaking(sessionId, "start");
                    case ServerMessage.TtsStop stop -> speaking(sessionId, "stop");
                    case ServerMessage.TtsSentenceStart sentence ->
                        speaking(sessionId, "sentence_start").put("text", sentence.text());
                    case ServerMessage.Mcp mcp -> typed(sessionId, "mcp").set("payload", mcp.payload());
                    case ServerMessage.Reboot reboot ->
                        typed(sessionId, "system").put("command", "reboot");
                    case ServerMessage.Alert alert -> alerting(sessionId, alert);
                    case ServerMessage.Goodbye goodbye -> typed(sessionId, "goodbye");
                    case ServerMessage.Custom custom ->
                        typed(sessionId, "custom").set("payload", custom.payload());
                    case ServerMessage.Unknown unknown -> typed(sessionId, unknown.type());
                });
    }

    private static ObjectNode alerting(String sessionId, ServerMessage.Alert alert) {
        return typed(sessionId, "alert")
                .put("status", alert.status())
                .put("message", alert.message())
                .put("emotion", alert.emotion());
    }

    private static ObjectNode speaking(String sessionId, String state) {
        return typed(sessionId, "tts").put("state", state);
    }

    private static ObjectNode typed(String sessionId, String type) {
        return JsonText.newObject().put("type", type).put("session_id", sessionId);
    }

    /** Reads one text frame as a device would; malformed is what a device drops, or restarts over. Never throws. */
    public static Decoded<ServerMessage> decode(String text) {
        try {
            Members members = JsonText.objectInAnyCase(text);
            String sessionId = members.textIfAny("session_id");
            return new Decoded.Valid<>(sessionId == null ? "" : sessionId, message(members));
        } catch (WrongShapeException wrong) {
            return new Decoded.Malformed<>(wrong.reason());
        }
    }

    private static ServerMessage message(Members members) throws WrongShapeException {
        String type = members.text("type");
        return switch (type) {
            case "hello" -> Hellos.ofServer(members);
            case "stt" -> new ServerMessage.Stt(members.text("text"));
            case "llm" -> new ServerMessage.Llm(emotion(members.text("emotion")));
            case "tts" -> speech(members);
            case "mcp" -> new ServerMessage.Mcp(members.requiredObject("payload"));
            case "system" -> command(members.text("command"));
            case "alert" ->
                new ServerMessage.Alert(members.text("status"), members.text("message"), members.text("emotion"));
            case "goodbye" -> new ServerMessage.Goodbye();
            case "custom" -> new ServerMessage.Custom(members.requiredObject("payload"));
            case String other -> new ServerMessage.Unknown(other);
        };
    }

    private static ServerMessage speech(Members members) throws WrongShapeException {
        String state = members.text("state");
        return switch (state) {
            case "start" -> new ServerMessage.TtsStart();
            case "stop" -> new ServerMessage.TtsStop();
            case "sentence_start" -> new ServerMessage.TtsSentenceStart(members.text("text", ""));
            case String other -> new ServerMessage.Unknown("tts " + other);
        };
    }

    private static ServerMessage command(String command) {
        return command.equals("reboot") ? new ServerMessage.Reboot() : new ServerMessage.Unknown("system " + command);
    }

    private static Emotion emotion(String name) throws WrongShapeException {
        return Emotion.find(name)
                .orElseThrow(() -> new WrongShapeException("'emotion' is none of the 21 that devices know"));
    }
}
