package dev.mynah.protocol.envelope;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.json.Members;
import dev.mynah.protocol.json.WrongShapeException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what apps and home-made devices send (documented protocols §3). Stateless and thread-safe. */
public final class EnvelopeRequests {
    /** The longest message, in characters: 24 s of sound at 16 kHz in Base64. */
    public static final int MAX_LENGTH = 1024 * 1024;

    /** What only this dialect's messages can be; the firmware's have other types. */
    private static final Set<String> TYPES = Set.of(
            "auth",
            "device_register",
            "ping",
            "audio_data",
            "audio_stream",
            "audio_stream_start",
            "audio_chunk",
            "audio_stream_end",
            "voice_command",
            "command_result",
            "public_key",
            "key_exchange");

    /** What the firmware's dialect has (firmware wire contract §4.5). */
    private static final Set<String> FIRMWARE = Set.of("hello", "listen", "abort", "mcp", "iot", "goodbye");

    private static final int MAX_CAPABILITIES = 64;

    private EnvelopeRequests() {}

    /** Whether a connection's first message says that it speaks this dialect. */
    public static boolean begins(String text) {
        try {
            String type = JsonText.object(text, MAX_LENGTH).textIfAny("type");
            return type != null && TYPES.contains(type);
        } catch (WrongShapeException none) {
            return false;
        }
    }

    /** Reads one message; never throws. */
    public static EnvelopeDecoded decode(String text) {
        if (text.length() > MAX_LENGTH) {
            return new EnvelopeDecoded.Malformed(
                    "", EnvelopeErrorCode.MESSAGE_TOO_LARGE, "longer than " + MAX_LENGTH + " characters");
        }
        String id = "";
        try {
            Members top = JsonText.object(text, MAX_LENGTH);
            id = identifier(top, "message_id", "");
            String type = top.text("type");
            if (FIRMWARE.contains(type)) {
                return new EnvelopeDecoded.Malformed(
                        id, EnvelopeErrorCode.WRONG_DIALECT, "'" + type + "' belongs to the firmware's dialect");
            }
            String device = identifier(top, "device_id", "");
            return new EnvelopeDecoded.Valid(new Envelope<>(id, device, request(type, top, top.object("data"))));
        } catch (NotBase64Exception wrong) {
            return new EnvelopeDecoded.Malformed(id, EnvelopeErrorCode.AUDIO_PROCESSING_FAILED, wrong.member);
        } catch (WrongShapeException wrong) {
            return new EnvelopeDecoded.Malformed(id, EnvelopeErrorCode.INVALID_MESSAGE, wrong.reason());
        }
    }

    private static EnvelopeRequest request(String type, Members top, Members data)
            throws WrongShapeException, NotBase64Exception {
        return switch (type) {
            case "auth" -> auth(top, data);
            case "device_register" -> register(data);
            case "ping" -> new EnvelopeRequest.Ping(data.node());
            case "audio_data", "audio_stream", "audio_stream_start", "audio_chunk" -> audio(data);
            case "audio_stream_end" -> new EnvelopeRequest.StreamEnd(identifier(data, "stream_id"));
            case "voice_command" ->
                new EnvelopeRequest.VoiceCommand(
                        data.text("command"),
                        number(data, "confidence", 1),
                        data.text("language", ""),
                        data.integer("processing_time_ms", 0),
                        data.integer("audio_duration_ms", 0));
            case "command_result" ->
                new EnvelopeRequest.CommandResult(
                        identifier(data, "command_id"),
                        data.text("status", "ok"),
                        data.objectIfAny("result").node());
            case "public_key" -> new EnvelopeRequest.PublicKeyWanted();
            case "key_exchange" -> new EnvelopeRequest.KeyExchange(bytes(data, "key"));
            default -> new EnvelopeRequest.Unknown(type);
        };
    }

    /** The members are documented at the top; some clients put them in {@code data}. */
    private static EnvelopeRequest auth(Members top, Members data) throws WrongShapeException {
        String inside = identifier(data, "device_id", "");
        return new EnvelopeRequest.Auth(
                identifier(top, "device_id", inside), top.text("token", data.text("token", "")));
    }

    private static EnvelopeRequest register(Members data) throws WrongShapeException {
        return new EnvelopeRequest.Register(
                data.text("device_type", ""),
                data.text("firmware_version", ""),
                capabilities(data.member("capabilities")),
                data.object("hardware_info").node(),
                data.textIfAny("reply_audio"));
    }

    private static List<String> capabilities(@Nullable JsonNode given) throws WrongShapeException {
        List<String> names = new ArrayList<>();
        if (given == null) {
            return names;
        }
        if (!given.isArray() || given.size() > MAX_CAPABILITIES) {
            throw new WrongShapeException("'capabilities' is not a list of at most " + MAX_CAPABILITIES);
        }
        for (JsonNode one : given) {
            if (!one.isTextual() || one.textValue().length() > Envelope.MAX_ID) {
                throw new WrongShapeException("'capabilities' holds something else than short strings");
            }
            names.add(one.textValue());
        }
        return names;
    }

    /** A whole sound, the header of a stream or a chunk: told apart by their members, as nothing else is documented. */
    private static EnvelopeRequest audio(Members data) throws WrongShapeException, NotBase64Exception {
        if (data.member("chunk_number") != null) {
            return new EnvelopeRequest.StreamChunk(
                    identifier(data, "stream_id"), data.integer("chunk_number", 0), bytes(data, "chunk_data"));
        }
        if (data.member("stream_id") != null) {
            return new EnvelopeRequest.StreamStart(
                    identifier(data, "stream_id"),
                    description(data, "format"),
                    data.integer("chunk_size", 0),
                    data.integer("total_chunks", 0));
        }
        return new EnvelopeRequest.Audio(
                description(data, "audio_format"), data.integer("duration_ms", 0), bytes(data, "data"));
    }

    private static AudioDescription description(Members data, String format) throws WrongShapeException {
        return new AudioDescription(
                data.text(format),
                data.integer("sample_rate", 16_000),
                data.integer("channels", 1),
                data.integer("bit_depth", 16),
                data.text("compression", "none"),
                data.text("encryption", "none"));
    }

    private static byte[] bytes(Members data, String member) throws WrongShapeException, NotBase64Exception {
        try {
            return Base64.getDecoder().decode(data.text(member));
        } catch (IllegalArgumentException wrong) {
            throw new NotBase64Exception("'" + member + "' is not Base64");
        }
    }

    private static String identifier(Members members, String name) throws WrongShapeException {
        String text = identifier(members, name, "");
        if (text.isEmpty()) {
            throw new WrongShapeException("'" + name + "' is missing");
        }
        return text;
    }

    private static String identifier(Members members, String name, String fallback) throws WrongShapeException {
        String text = members.text(name, fallback);
        if (text.length() > Envelope.MAX_ID) {
            throw new WrongShapeException("'" + name + "' is longer than " + Envelope.MAX_ID + " characters");
        }
        return text;
    }

    private static double number(Members members, String name, double fallback) throws WrongShapeException {
        JsonNode found = members.member(name);
        if (found == null) {
            return fallback;
        }
        if (!found.isNumber()) {
            throw new WrongShapeException("'" + name + "' is not a number");
        }
        return found.doubleValue();
    }

    /** The text of a message, as a device or app writes it. */
    public static String encode(Envelope<? extends EnvelopeRequest> envelope, String timestamp) {
        ObjectNode node = JsonText.newObject();
        EnvelopeRequest request = envelope.message();
        node.put("type", RequestBodies.type(request));
        node.set("data", RequestBodies.data(request));
        node.put("timestamp", timestamp).put("device_id", envelope.deviceId()).put("message_id", envelope.messageId());
        if (request instanceof EnvelopeRequest.Auth auth) {
            node.put("token", auth.token());
        }
        return JsonText.write(node);
    }

    private static final class NotBase64Exception extends Exception {
        private static final long serialVersionUID = 1L;
        private final String member;

        private NotBase64Exception(String member) {
            super(member, null, false, false);
            this.member = member;
        }
    }
}
