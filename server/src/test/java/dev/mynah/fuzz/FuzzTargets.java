package dev.mynah.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.audio.AudioPacket;
import dev.mynah.protocol.audio.BinaryFraming;
import dev.mynah.protocol.audio.OpusToc;
import dev.mynah.protocol.audio.PlainUdpPacket;
import dev.mynah.protocol.audio.UdpCipher;
import dev.mynah.protocol.audio.UdpPacket;
import dev.mynah.protocol.envelope.EnvelopeDecoded;
import dev.mynah.protocol.envelope.EnvelopeRequests;
import dev.mynah.protocol.frame.FrameFormat;
import dev.mynah.protocol.frame.FrameLink;
import dev.mynah.protocol.mcp.JsonRpc;
import dev.mynah.protocol.message.Decoded;
import dev.mynah.protocol.message.DeviceMessage;
import dev.mynah.protocol.message.DeviceMessages;
import dev.mynah.protocol.mqtt.DeviceTopics;
import dev.mynah.protocol.mqtt.TopicReports;
import dev.mynah.protocol.mqtt.packet.ClientPacket;
import dev.mynah.protocol.mqtt.packet.MqttFormatException;
import dev.mynah.protocol.mqtt.packet.PacketFramer;
import dev.mynah.protocol.mqtt.packet.PacketReader;
import dev.mynah.protocol.serial.SerialCodec;
import dev.mynah.voice.audio.ConcentusCodec;
import dev.mynah.voice.audio.format.HeardSound;
import dev.mynah.voice.audio.format.SampleFormat;
import dev.mynah.voice.audio.format.SoundFormat;
import dev.mynah.voice.audio.format.UnreadableSoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** Everything that reads what strangers send. Stateless. */
final class FuzzTargets {
    private static final Duration LONGEST_SOUND = Duration.ofSeconds(30);
    private static final int LARGEST_PACKET = 8 * 1024;
    private static final ConcentusCodec CODEC = new ConcentusCodec(0);
    private static final DeviceId DEVICE = new DeviceId("02:00:00:00:00:01");

    private FuzzTargets() {}

    /**
     * Something that reads, and examples of what it reads.
     *
     * @param rounds as many inputs as take about a second
     */
    record Target(String name, List<byte[]> examples, int rounds, Consumer<byte[]> reader) {}

    static List<Target> all() throws IOException {
        return List.of(
                new Target("json", Corpus.lines("json/messages.txt"), 20_000, FuzzTargets::json),
                new Target("websocket", webSocketPayloads(), 20_000, FuzzTargets::webSocket),
                new Target("serial", Corpus.hex("serial/lines.hex"), 20_000, FuzzTargets::serial),
                new Target("mqtt", Corpus.hex("mqtt/streams.hex"), 30_000, FuzzTargets::mqtt),
                new Target("udp", Corpus.hex("udp/datagrams.hex"), 50_000, FuzzTargets::udp),
                new Target("wav", Corpus.files("wav"), 2_000, file -> sound(SoundFormat.WAV, file)),
                new Target("mp3", Corpus.files("mp3"), 150, file -> sound(SoundFormat.MP3, file)),
                new Target("opus", Corpus.files("opus"), 400, file -> sound(SoundFormat.OPUS, file)));
    }

    private static void json(byte[] input) {
        String text = new String(input, UTF_8);
        EnvelopeRequests.begins(text);
        if (EnvelopeRequests.decode(text) instanceof EnvelopeDecoded.Malformed broken) {
            assertThat(broken.reason()).isNotBlank();
        }
    }

    private static List<byte[]> webSocketPayloads() throws IOException {
        List<byte[]> payloads = new ArrayList<>(Corpus.lines("websocket/messages.txt"));
        payloads.addAll(Corpus.hex("websocket/audio.hex"));
        return payloads;
    }

    /** Whatever lies in a frame is one kind of message, and audio that was unpacked can be packed again. */
    private static void webSocket(byte[] payload) {
        for (BinaryFraming framing : BinaryFraming.values()) {
            if (framing.decode(payload) instanceof AudioPacket audio) {
                assertThat(framing.decode(framing.encode(audio.payload(), 0))).isInstanceOf(AudioPacket.class);
                OpusToc.durationMicros(audio.payload());
            }
        }
        if (DeviceMessages.decode(new String(payload, UTF_8)) instanceof Decoded.Valid<DeviceMessage> valid
                && valid.message() instanceof DeviceMessage.Mcp mcp) {
            JsonRpc.reply(mcp.payload());
        }
    }

    private static void serial(byte[] input) {
        for (SerialCodec.Dialect dialect : SerialCodec.Dialect.values()) {
            SerialCodec codec = SerialCodec.of(dialect, SerialCodec.End.SERVER);
            codec.receive(Arrays.copyOf(input, input.length / 2));
            codec.receive(Arrays.copyOfRange(input, input.length / 2, input.length));
            codec.quiet();
        }
        FrameLink link = new FrameLink(FrameFormat.BLE);
        link.receive(input);
        link.quiet();
    }

    /** However a stream is cut up, the same packets are found in it, or the same fault. */
    private static void mqtt(byte[] input) {
        String whole = packets(input, input.length);
        assertThat(packets(input, input.length / 2)).isEqualTo(whole);
    }

    private static String packets(byte[] stream, int cut) {
        PacketReader reader = new PacketReader();
        StringBuilder found = new StringBuilder();
        PacketFramer framer = new PacketFramer(LARGEST_PACKET, (first, body) -> packet(reader, first, body, found));
        try {
            framer.feed(ByteBuffer.wrap(stream, 0, cut));
            framer.feed(ByteBuffer.wrap(stream, cut, stream.length - cut));
        } catch (MqttFormatException wrong) {
            found.append(wrong.kind());
        }
        return found.toString();
    }

    private static void packet(PacketReader reader, int first, ByteBuffer body, StringBuilder found) {
        try {
            ClientPacket packet = reader.read(first, body);
            found.append(packet.getClass().getSimpleName()).append(' ');
            if (packet instanceof ClientPacket.Publish publish) {
                DeviceMessages.decode(new String(publish.payload(), UTF_8));
                DeviceTopics.publisher(publish.topic());
                DeviceTopics.parse(publish.topic())
                        .ifPresent(place -> TopicReports.read(place, DEVICE, publish.payload()));
            }
        } catch (MqttFormatException wrong) {
            assertThat(wrong.reason()).isNotBlank();
            found.append(wrong.kind()).append(' ');
        }
    }

    private static void udp(byte[] input) {
        ByteBuffer datagram = ByteBuffer.wrap(input);
        boolean wellFormed = UdpPacket.wellFormed(datagram);
        assertThat(UdpPacket.parse(input) instanceof UdpPacket.Parsed.Valid).isEqualTo(wellFormed);
        if (wellFormed) {
            assertThat(new UdpCipher(new byte[16]).open(datagram)).hasSize(input.length - UdpPacket.HEADER);
        }
        if (PlainUdpPacket.parse(ByteBuffer.wrap(input)) instanceof PlainUdpPacket.Parsed.Valid plain) {
            assertThat(plain.packet().datagram()).isEqualTo(input);
        }
    }

    private static void sound(SoundFormat format, byte[] file) {
        try (HeardSound sound = new HeardSound(format, SampleFormat.USUAL, CODEC, LONGEST_SOUND)) {
            int half = file.length / 2;
            long samples = sound.accept(Arrays.copyOf(file, half)).length;
            samples += sound.accept(Arrays.copyOfRange(file, half, file.length)).length;
            samples += sound.finish().length;
            assertThat(samples).isLessThanOrEqualTo(LONGEST_SOUND.toSeconds() * 16_000 + 2_000);
        } catch (UnreadableSoundException refused) {
            assertThat(refused.reason()).isNotBlank();
        }
    }
}
