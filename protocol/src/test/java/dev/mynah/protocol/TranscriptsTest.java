package dev.mynah.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.protocol.audio.AudioPacket;
import dev.mynah.protocol.audio.BinaryFraming;
import dev.mynah.protocol.audio.UdpCipher;
import dev.mynah.protocol.audio.UdpPacket;
import dev.mynah.protocol.audio.Unframed;
import dev.mynah.protocol.json.WrongShapeException;
import dev.mynah.protocol.mcp.JsonRpc;
import dev.mynah.protocol.mcp.Reply;
import dev.mynah.protocol.mcp.ToolDescription;
import dev.mynah.protocol.mcp.ToolOutcome;
import dev.mynah.protocol.mcp.ToolPage;
import dev.mynah.protocol.message.Decoded;
import dev.mynah.protocol.message.DeviceMessage;
import dev.mynah.protocol.message.DeviceMessages;
import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.protocol.message.ServerMessages;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.protocol.ota.DeviceConfigurations;
import dev.mynah.protocol.ota.DeviceReport;
import dev.mynah.protocol.ota.DeviceReports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TranscriptsTest {
    static Stream<Transcript> webSocket() {
        return Transcript.in("websocket");
    }

    static Stream<Transcript> mqtt() {
        return Transcript.in("mqtt");
    }

    /** What is JSON; audio is not. */
    static Stream<Transcript> messages() {
        return Stream.concat(webSocket(), mqtt());
    }

    static Stream<Transcript> mcp() {
        return Transcript.in("mcp");
    }

    static Stream<Transcript> ota() {
        return Transcript.in("ota")
                .filter(one -> one.expect().path("reply").asText().equals("valid"));
    }

    @Test
    void every_file_is_listed() throws Exception {
        for (String folder : List.of("websocket", "mqtt", "ota", "mcp", "json", "serial", "udp-plain")) {
            Path directory = Path.of(Objects.requireNonNull(getClass().getResource("/transcripts/" + folder))
                    .toURI());
            try (Stream<Path> files = Files.list(directory)) {
                assertThat(Transcript.in(folder).map(Transcript::name).map(name -> name + ".json"))
                        .containsExactlyInAnyOrderElementsOf(files.map(file -> String.valueOf(file.getFileName()))
                                .toList());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("webSocket")
    void voice_channels_are_understood_on_both_sides(Transcript transcript) {
        BinaryFraming framing =
                BinaryFraming.ofVersion(transcript.expect().path("framing").asInt());
        List<String> device = new ArrayList<>();
        List<String> server = new ArrayList<>();
        for (Transcript.Line line : transcript.msgs()) {
            (line.fromDevice() ? device : server).add(kind(line, framing));
        }
        assertThat(device).isEqualTo(transcript.expected("device"));
        assertThat(server).isEqualTo(transcript.expected("server"));
    }

    @ParameterizedTest
    @MethodSource("mqtt")
    void channels_over_mqtt_are_understood_on_both_sides(Transcript transcript) {
        List<String> device = new ArrayList<>();
        List<String> server = new ArrayList<>();
        UdpCipher cipher = new UdpCipher(HexFormat.of().parseHex("00112233445566778899aabbccddeeff"));
        for (Transcript.Line line : transcript.msgs()) {
            byte[] datagram = line.bytes();
            (line.fromDevice() ? device : server)
                    .add(datagram == null ? kind(line, BinaryFraming.RAW) : audio(line, datagram, cipher));
        }
        assertThat(device).isEqualTo(transcript.expected("device"));
        assertThat(server).isEqualTo(transcript.expected("server"));
    }

    private static String audio(Transcript.Line line, byte[] datagram, UdpCipher cipher) {
        return switch (UdpPacket.parse(datagram)) {
            case UdpPacket.Parsed.Malformed malformed -> "malformed";
            case UdpPacket.Parsed.Valid(UdpPacket packet) -> {
                assertThat(cipher.open(packet).payload())
                        .asHexString()
                        .isEqualToIgnoringCase(line.json().path("opus").asText());
                yield "audio";
            }
        };
    }

    private static String kind(Transcript.Line line, BinaryFraming framing) {
        byte[] bytes = line.bytes();
        if (bytes != null) {
            return framing.decode(bytes) instanceof AudioPacket ? "audio" : "malformed";
        }
        String text = Objects.requireNonNull(line.text());
        Decoded<?> decoded = line.fromDevice() ? DeviceMessages.decode(text) : ServerMessages.decode(text);
        return switch (decoded) {
            case Decoded.Valid<?> valid -> valid.message().getClass().getSimpleName();
            case Decoded.Malformed<?> malformed -> "malformed";
        };
    }

    @ParameterizedTest
    @MethodSource("messages")
    void what_was_understood_is_written_the_same_again(Transcript transcript) {
        for (Transcript.Line line : transcript.msgs()) {
            String text = line.text();
            if (text == null) {
                continue;
            }
            if (line.fromDevice() && DeviceMessages.decode(text) instanceof Decoded.Valid<DeviceMessage> valid) {
                String again = DeviceMessages.encode(valid.sessionId(), valid.message());
                assertThat(DeviceMessages.decode(again)).isEqualTo(valid);
            } else if (ServerMessages.decode(text) instanceof Decoded.Valid<ServerMessage> valid
                    && !(valid.message() instanceof ServerMessage.Unknown)) {
                String again = ServerMessages.encode(valid.sessionId(), valid.message());
                assertThat(ServerMessages.decode(again)).isEqualTo(valid);
            }
        }
    }

    @Test
    void the_captured_hello_is_written_byte_for_byte() {
        Transcript transcript = Transcript.read("websocket", "turn-in-auto-mode");
        String captured = Objects.requireNonNull(transcript.msgs().getFirst().text());
        Decoded.Valid<DeviceMessage> hello = (Decoded.Valid<DeviceMessage>) DeviceMessages.decode(captured);
        assertThat(DeviceMessages.encode("", hello.message())).isEqualTo(captured);
    }

    @Test
    void unescaped_wake_texts_are_recovered() {
        Transcript transcript = Transcript.read("websocket", "unescaped-wake-text");
        assertThat(transcript.msgs().stream()
                        .filter(Transcript.Line::fromDevice)
                        .map(line -> DeviceMessages.decode(Objects.requireNonNull(line.text())))
                        .flatMap(TranscriptsTest::detected))
                .isEqualTo(transcript.expected("detected"));
    }

    private static Stream<String> detected(Decoded<DeviceMessage> decoded) {
        return decoded instanceof Decoded.Valid<DeviceMessage>(String session, DeviceMessage.Listen.Detect(String text))
                ? Stream.of(text)
                : Stream.empty();
    }

    @ParameterizedTest
    @MethodSource("mcp")
    void tool_talk_is_understood(Transcript transcript) {
        ToolTalk talk = new ToolTalk();
        transcript.msgs().forEach(talk::read);
        assertThat(talk.requests).isEqualTo(transcript.expected("requests"));
        assertThat(talk.replies).isEqualTo(transcript.expected("replies"));
        assertThat(talk.tools.stream().map(ToolDescription::name)).isEqualTo(transcript.expected("tools"));
        assertThat(talk.tools.stream().filter(ToolDescription::userOnly).map(ToolDescription::name))
                .isEqualTo(transcript.expected("user_only"));
        assertThat(talk.failures).isEqualTo(transcript.expected("failures"));
        assertThat(talk.texts).isEqualTo(transcript.expected("texts"));
        assertThat(talk.images).isEqualTo(transcript.expected("images"));
    }

    /** What came up in a conversation about tools. */
    private static final class ToolTalk {
        final List<String> requests = new ArrayList<>();
        final List<String> replies = new ArrayList<>();
        final List<ToolDescription> tools = new ArrayList<>();
        final List<String> failures = new ArrayList<>();
        final List<String> texts = new ArrayList<>();
        final List<String> images = new ArrayList<>();

        void read(Transcript.Line line) {
            String text = Objects.requireNonNull(line.text());
            if (!line.fromDevice()
                    && ServerMessages.decode(text)
                            instanceof Decoded.Valid<ServerMessage>(String session, ServerMessage.Mcp(var payload))) {
                requests.add(payload.path("method").asText());
                assertThat(payload.path("id").isInt()).isTrue();
                assertThat(payload.path("params").isObject()).isTrue();
            } else if (DeviceMessages.decode(text)
                    instanceof Decoded.Valid<DeviceMessage>(String session, DeviceMessage.Mcp(var payload))) {
                read(JsonRpc.reply(payload));
            } else {
                replies.add("malformed");
            }
        }

        private void read(Reply reply) {
            switch (reply) {
                case Reply.Result(int id, var result) -> {
                    replies.add("result");
                    tools.addAll(ToolPage.read(result).tools());
                    ToolOutcome outcome = ToolOutcome.read(result);
                    if (!outcome.text().isEmpty()) {
                        texts.add(outcome.text());
                    }
                    outcome.images().forEach(image -> images.add(image.data()));
                }
                case Reply.Failure(int id, String message) -> {
                    replies.add("failure");
                    failures.add(message);
                }
                case Reply.Malformed malformed -> replies.add("malformed");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("ota")
    void configuration_requests_are_understood(Transcript transcript) throws Exception {
        JsonNode expect = transcript.expect();
        Transcript.Line request = transcript.msgs().getFirst();
        JsonNode headers = request.json().path("headers");
        DeviceReport report =
                DeviceReports.read(name -> headers.path(name).textValue(), Objects.requireNonNull(request.text()));
        assertThat(report.deviceId()).hasToString(expect.path("device_id").asText());
        assertThat(report.bodyReadable()).isEqualTo(expect.path("readable").asBoolean());
        assertThat(report.minimumFreeHeap()).isEqualTo(expect.path("heap").asLong());
        assertThat(report.board().name()).isEqualTo(expect.path("board").textValue());
        assertThat(report.firmwareVersion())
                .isEqualTo(expect.path("firmware_version").textValue());
        assertThat(report.board().ssid()).isEqualTo(expect.path("ssid").textValue());

        DeviceConfiguration reply = DeviceConfigurations.decode(
                Objects.requireNonNull(transcript.msgs().get(1).text()));
        assertThat(Objects.requireNonNull(reply.webSocket()).url())
                .isEqualTo(expect.path("url").asText());
        assertThat(reply.activation() == null ? null : reply.activation().code())
                .isEqualTo(expect.path("code").textValue());
        String again = new String(DeviceConfigurations.encode(reply), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(DeviceConfigurations.decode(again)).isEqualTo(reply);
    }

    @Test
    void replies_that_would_brick_a_device_are_named() {
        Transcript transcript = Transcript.read("ota", "replies-that-brick-a-device");
        List<String> reasons = transcript.expected("reasons");
        assertThat(reasons).hasSameSizeAs(transcript.msgs());
        for (int i = 0; i < reasons.size(); i++) {
            String body = Objects.requireNonNull(transcript.msgs().get(i).text());
            assertThatThrownBy(() -> DeviceConfigurations.decode(body))
                    .isInstanceOf(WrongShapeException.class)
                    .hasMessageContaining(reasons.get(i));
        }
    }

    @Test
    void framed_audio_keeps_its_payload_and_timestamp() {
        for (String name : List.of("framing-2", "framing-3")) {
            Transcript transcript = Transcript.read("websocket", name);
            BinaryFraming framing =
                    BinaryFraming.ofVersion(transcript.expect().path("framing").asInt());
            byte[] frame = Objects.requireNonNull(transcript.msgs().get(3).bytes());
            Unframed packet = framing.decode(frame);
            assertThat(packet).isInstanceOf(AudioPacket.class);
            AudioPacket audio = (AudioPacket) packet;
            assertThat(audio.timestampMillis())
                    .isEqualTo(transcript.expect().path("timestamp").asLong());
            assertThat(audio.payload()).asHexString().isEqualToIgnoringCase("F8FFFE");
        }
    }
}
