package dev.mynah.protocol.ota;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.json.Members;
import dev.mynah.protocol.json.WrongShapeException;
import dev.mynah.protocol.mqtt.DeviceTopics;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Text of configuration replies: the server encodes, a simulated device decodes (firmware wire contract §1.4).
 * Stateless and thread-safe.
 */
public final class DeviceConfigurations {
    /** Our bound on a whole reply; a device that reads 8192 bytes or more hangs (§0.1, C2). */
    public static final int MAX_BODY_BYTES = 6000;

    /** The longest name a device's flash accepts (C11). */
    public static final int MAX_KEY_LENGTH = 15;

    private DeviceConfigurations() {}

    /**
     * The body of the reply in UTF-8; its length is the {@code Content-Length}.
     *
     * @throws IllegalArgumentException when it would exceed {@link #MAX_BODY_BYTES}
     */
    public static byte[] encode(DeviceConfiguration configuration) {
        ObjectNode reply = JsonText.newObject();
        DeviceConfiguration.ServerTime time = configuration.serverTime();
        if (time != null) {
            reply.putObject("server_time")
                    .put("timestamp", time.epochMillis())
                    .put("timezone_offset", time.offsetMinutes());
        }
        writeFirmware(reply, configuration.firmware());
        writeWebSocket(reply, configuration.webSocket());
        writeMqtt(reply, configuration.mqtt());
        writeActivation(reply, configuration.activation());
        byte[] body = JsonText.write(reply).getBytes(StandardCharsets.UTF_8);
        if (body.length > MAX_BODY_BYTES) {
            throw new IllegalArgumentException("a reply of " + body.length + " bytes; devices take " + MAX_BODY_BYTES);
        }
        return body;
    }

    private static void writeFirmware(ObjectNode reply, DeviceConfiguration.@Nullable Firmware firmware) {
        if (firmware == null) {
            return;
        }
        ObjectNode node = reply.putObject("firmware")
                .put("version", firmware.version().toString())
                .put("url", firmware.url());
        if (firmware.force()) {
            node.put("force", 1);
        }
    }

    private static void writeWebSocket(ObjectNode reply, DeviceConfiguration.@Nullable WebSocket webSocket) {
        if (webSocket != null) {
            reply.putObject("websocket")
                    .put("url", webSocket.url())
                    .put("token", webSocket.token())
                    .put("version", webSocket.version());
        }
    }

    private static void writeMqtt(ObjectNode reply, DeviceConfiguration.@Nullable Mqtt mqtt) {
        if (mqtt != null) {
            reply.putObject("mqtt")
                    .put("endpoint", mqtt.endpoint())
                    .put("client_id", mqtt.clientId())
                    .put("username", mqtt.username())
                    .put("password", mqtt.password())
                    .put("publish_topic", mqtt.publishTopic())
                    .put("subscribe_topic", mqtt.subscribeTopic())
                    .put("keepalive", mqtt.keepaliveSeconds());
        }
    }

    private static void writeActivation(ObjectNode reply, DeviceConfiguration.@Nullable Activation activation) {
        if (activation != null) {
            reply.putObject("activation")
                    .put("code", activation.code())
                    .put("message", activation.message())
                    .put("challenge", activation.challenge());
        }
    }

    /**
     * Reads a reply and holds it against every rule of the contract.
     *
     * @throws WrongShapeException saying which rule is broken, and so what a device would suffer from
     */
    public static DeviceConfiguration decode(String body) throws WrongShapeException {
        if (body.getBytes(StandardCharsets.UTF_8).length >= 8192) {
            throw new WrongShapeException("8192 bytes or more: the device hangs");
        }
        Members reply = JsonText.objectInAnyCase(body);
        try {
            return new DeviceConfiguration(
                    webSocket(reply), mqtt(reply), serverTime(reply), firmware(reply), activation(reply));
        } catch (IllegalArgumentException broken) {
            throw new WrongShapeException(String.valueOf(broken.getMessage()));
        }
    }

    private static DeviceConfiguration.@Nullable WebSocket webSocket(Members reply) throws WrongShapeException {
        if (!reply.node().has("websocket")) {
            return null;
        }
        Members members = flashSection(reply, "websocket");
        require(members, "version");
        return new DeviceConfiguration.WebSocket(
                members.text("url"), members.text("token"), members.integer("version", 0));
    }

    private static DeviceConfiguration.@Nullable Mqtt mqtt(Members reply) throws WrongShapeException {
        if (!reply.node().has("mqtt")) {
            return null;
        }
        Members members = flashSection(reply, "mqtt");
        return new DeviceConfiguration.Mqtt(
                members.text("endpoint"),
                members.text("client_id"),
                members.text("username"),
                members.text("password"),
                members.text("publish_topic"),
                members.text("subscribe_topic", DeviceTopics.NOTHING),
                members.integer("keepalive", 240));
    }

    /** Every member of such a section is written to flash, known or not, so the limits hold for all of them. */
    private static Members flashSection(Members reply, String name) throws WrongShapeException {
        ObjectNode section = reply.requiredObject(name);
        for (Map.Entry<String, JsonNode> property : section.properties()) {
            if (property.getKey().length() > MAX_KEY_LENGTH) {
                throw new WrongShapeException("the key " + property.getKey() + " is too long for a device's flash");
            }
            int bytes = property.getValue().asText().getBytes(StandardCharsets.UTF_8).length;
            if (bytes > DeviceConfiguration.MAX_VALUE_BYTES) {
                throw new WrongShapeException("the value of " + property.getKey() + " has " + bytes + " bytes");
            }
        }
        return new Members(section, true);
    }

    private static DeviceConfiguration.@Nullable ServerTime serverTime(Members reply) throws WrongShapeException {
        if (reply.member("server_time") == null) {
            return null;
        }
        Members members = reply.object("server_time");
        JsonNode timestamp = require(members, "timestamp");
        if (!timestamp.isNumber()) {
            throw new WrongShapeException("'timestamp' is not a number");
        }
        return new DeviceConfiguration.ServerTime(timestamp.asLong(), members.integer("timezone_offset", 0));
    }

    private static DeviceConfiguration.@Nullable Firmware firmware(Members reply) throws WrongShapeException {
        if (reply.member("firmware") == null) {
            return null;
        }
        Members members = reply.object("firmware");
        String version = members.text("version");
        return new DeviceConfiguration.Firmware(
                FirmwareVersion.parse(version)
                        .orElseThrow(() -> new WrongShapeException("a device restarts over version " + version)),
                members.text("url"),
                members.integer("force", 0) == 1);
    }

    private static DeviceConfiguration.@Nullable Activation activation(Members reply) throws WrongShapeException {
        if (reply.member("activation") == null) {
            return null;
        }
        Members members = reply.object("activation");
        return new DeviceConfiguration.Activation(
                members.text("code"), members.text("message", ""), members.text("challenge", ""));
    }

    private static JsonNode require(Members members, String name) throws WrongShapeException {
        JsonNode found = members.member(name);
        if (found == null) {
            throw new WrongShapeException("'" + name + "' is missing");
        }
        return found;
    }
}
