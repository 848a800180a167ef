package dev.mynah.envelope;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.envelope.EnvelopeReply.Action;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.message.DeviceMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes the tools the assistant knows (firmware wire contract §6) out of the capabilities a device named: a call of such a
 * tool becomes an action in the answer, which the device carries out. Not thread-safe.
 */
final class Capabilities {
    private record Offer(
            String tool,
            String action,
            String entity,
            String description,
            @Nullable String percent) {}

    private static final Offer VOLUME = new Offer(
            "self.audio_speaker.set_volume", "set_volume", "speaker", "Set the volume of the speaker.", "volume");
    private static final Offer BRIGHTNESS = new Offer(
            "self.screen.set_brightness",
            "set_brightness",
            "screen",
            "Set the brightness of the screen.",
            "brightness");
    private static final Offer LIGHT_ON =
            new Offer("self.light.turn_on", "turn_on", "light", "Turn the light on.", null);
    private static final Offer LIGHT_OFF =
            new Offer("self.light.turn_off", "turn_off", "light", "Turn the light off.", null);

    private static final Map<String, List<Offer>> KNOWN = Map.of(
            "volume", List.of(VOLUME),
            "speaker", List.of(VOLUME),
            "brightness", List.of(BRIGHTNESS),
            "screen", List.of(BRIGHTNESS),
            "display", List.of(BRIGHTNESS),
            "light", List.of(LIGHT_ON, LIGHT_OFF),
            "led", List.of(LIGHT_ON, LIGHT_OFF));

    private final Map<String, Offer> offers = new TreeMap<>();
    private @Nullable ObjectNode asked;
    private boolean settled;

    /** What became of a request. */
    record Outcome(Optional<DeviceMessage.Mcp> reply, Optional<Action> action) {
        static final Outcome LATER = new Outcome(Optional.empty(), Optional.empty());
    }

    /** The device has said what it can do. */
    Outcome named(List<String> capabilities) {
        for (String name : capabilities) {
            KNOWN.getOrDefault(name.toLowerCase(Locale.ROOT), List.of())
                    .forEach(offer -> offers.put(offer.tool, offer));
        }
        return settled();
    }

    /** Nothing more will be said of capabilities before the first question. */
    Outcome settled() {
        settled = true;
        ObjectNode waiting = asked;
        asked = null;
        return waiting == null ? Outcome.LATER : request(waiting);
    }

    /** Answers what the server's side of the tool channel asks; its list waits until the device was introduced. */
    Outcome request(ObjectNode payload) {
        return switch (payload.path("method").asText()) {
            case "initialize" -> reply(payload, initialised());
            case "tools/list" -> {
                if (!settled) {
                    asked = payload;
                    yield Outcome.LATER;
                }
                yield reply(payload, list());
            }
            case "tools/call" -> call(payload);
            default -> Outcome.LATER;
        };
    }

    private static ObjectNode initialised() {
        ObjectNode result = JsonText.newObject().put("protocolVersion", "2024-11-05");
        result.putObject("capabilities").putObject("tools");
        result.putObject("serverInfo").put("name", "capabilities").put("version", "1");
        return result;
    }

    private ObjectNode list() {
        ObjectNode result = JsonText.newObject();
        var tools = result.putArray("tools");
        for (Offer offer : offers.values()) {
            ObjectNode tool = tools.addObject().put("name", offer.tool).put("description", offer.description);
            ObjectNode schema = tool.putObject("inputSchema").put("type", "object");
            ObjectNode properties = schema.putObject("properties");
            if (offer.percent != null) {
                properties
                        .putObject(offer.percent)
                        .put("type", "integer")
                        .put("minimum", 0)
                        .put("maximum", 100);
                schema.putArray("required").add(offer.percent);
            }
        }
        return result;
    }

    private Outcome call(ObjectNode payload) {
        Offer offer = offers.get(payload.path("params").path("name").asText());
        if (offer == null) {
            ObjectNode error = JsonText.newObject().put("code", -32602).put("message", "No such tool");
            ObjectNode reply = answerTo(payload);
            reply.set("error", error);
            return new Outcome(Optional.of(new DeviceMessage.Mcp(reply)), Optional.empty());
        }
        ObjectNode parameters = payload.path("params").path("arguments") instanceof ObjectNode given
                ? given.deepCopy()
                : JsonText.newObject();
        ObjectNode result = JsonText.newObject().put("isError", false);
        result.putArray("content").addObject().put("type", "text").put("text", "true");
        Outcome done = reply(payload, result);
        return new Outcome(done.reply(), Optional.of(new Action("device", offer.action, offer.entity, parameters)));
    }

    private static Outcome reply(ObjectNode request, ObjectNode result) {
        ObjectNode reply = answerTo(request);
        reply.set("result", result);
        return new Outcome(Optional.of(new DeviceMessage.Mcp(reply)), Optional.empty());
    }

    private static ObjectNode answerTo(ObjectNode request) {
        ObjectNode reply = JsonText.newObject().put("jsonrpc", "2.0");
        reply.set("id", request.path("id"));
        return reply;
    }

    List<String> tools() {
        return new ArrayList<>(offers.keySet());
    }
}
