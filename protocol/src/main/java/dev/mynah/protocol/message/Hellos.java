package dev.mynah.protocol.message;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.audio.AudioParams;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.json.Members;
import dev.mynah.protocol.json.WrongShapeException;
import org.jspecify.annotations.Nullable;

/** The two hellos, which share their audio parameters (firmware wire contract §4.3, §5.2). */
final class Hellos {
    private Hellos() {}

    static DeviceMessage.Hello ofDevice(Members members) throws WrongShapeException {
        Members features = members.object("features");
        return new DeviceMessage.Hello(
                members.integer("version", 0),
                new Features(features.flag("mcp"), features.flag("aec"), features.flag("glyph_push")),
                members.text("transport", ""),
                audio(members.object("audio_params")),
                textFont(members));
    }

    private static AudioParams audio(Members params) throws WrongShapeException {
        return new AudioParams(
                params.text("format", AudioParams.UPLINK.format()),
                params.integer("sample_rate", AudioParams.UPLINK.sampleRate()),
                params.integer("channels", AudioParams.UPLINK.channels()),
                params.integer("frame_duration", AudioParams.UPLINK.frameDurationMillis()));
    }

    private static @Nullable TextFont textFont(Members members) throws WrongShapeException {
        if (members.member("text_font") == null) {
            return null;
        }
        Members font = members.object("text_font");
        return new TextFont(
                font.text("bundle"), font.text("charset", ""), font.integer("size", 0), font.integer("bpp", 0));
    }

    static ObjectNode write(DeviceMessage.Hello hello) {
        ObjectNode node = JsonText.newObject().put("type", "hello").put("version", hello.version());
        Features features = hello.features();
        if (!features.equals(Features.NONE)) {
            ObjectNode flags = node.putObject("features");
            if (features.aec()) {
                flags.put("aec", true);
            }
            flags.put("mcp", features.mcp()).put("glyph_push", features.glyphPush());
        }
        TextFont font = hello.textFont();
        if (font != null) {
            node.putObject("text_font")
                    .put("bundle", font.bundle())
                    .put("charset", font.charset())
                    .put("size", font.size())
                    .put("bpp", font.bpp());
        }
        node.put("transport", hello.transport());
        writeAudio(node, hello.audio());
        return node;
    }

    /** As the device reads it: a transport that is not a string restarts it, numbers of other types are ignored. */
    static ServerMessage.Hello ofServer(Members members) throws WrongShapeException {
        Members params = members.objectIfAny("audio_params");
        String sessionId = members.textIfAny("session_id");
        String transport = members.text("transport");
        return new ServerMessage.Hello(
                transport,
                sessionId == null ? "" : sessionId,
                new AudioParams(
                        AudioParams.DOWNLINK.format(),
                        params.integerIfAny("sample_rate", AudioParams.DOWNLINK.sampleRate()),
                        AudioParams.DOWNLINK.channels(),
                        params.integerIfAny("frame_duration", AudioParams.DOWNLINK.frameDurationMillis())),
                transport.equals("udp") ? udp(members) : null);
    }

    private static ServerMessage.UdpChannel udp(Members members) throws WrongShapeException {
        Members udp = new Members(members.requiredObject("udp"), members.anyCase());
        return new ServerMessage.UdpChannel(
                udp.text("server"), udp.integer("port", 0), udp.text("key"), udp.text("nonce"));
    }

    static ObjectNode write(ServerMessage.Hello hello) {
        ObjectNode node = JsonText.newObject()
                .put("type", "hello")
                .put("transport", hello.transport())
                .put("session_id", hello.sessionId());
        writeAudio(node, hello.audio());
        ServerMessage.UdpChannel udp = hello.udp();
        if (udp != null) {
            node.putObject("udp")
                    .put("server", udp.server())
                    .put("port", udp.port())
                    .put("key", udp.key())
                    .put("nonce", udp.nonce());
        }
        return node;
    }

    private static void writeAudio(ObjectNode node, AudioParams audio) {
        node.putObject("audio_params")
                .put("format", audio.format())
                .put("sample_rate", audio.sampleRate())
                .put("channels", audio.channels())
                .put("frame_duration", audio.frameDurationMillis());
    }
}
