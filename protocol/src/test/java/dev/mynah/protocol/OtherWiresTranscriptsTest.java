package dev.mynah.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.audio.PlainUdpPacket;
import dev.mynah.protocol.envelope.EnvelopeDecoded;
import dev.mynah.protocol.envelope.EnvelopeErrorCode;
import dev.mynah.protocol.envelope.EnvelopeRequests;
import dev.mynah.protocol.serial.SerialCodec;
import dev.mynah.protocol.serial.SerialCodec.Dialect;
import dev.mynah.protocol.serial.SerialCodec.End;
import dev.mynah.protocol.serial.SerialMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same conversation over the wires of home-made devices. */
class OtherWiresTranscriptsTest {
    @Test
    void json_messages_of_the_device_are_understood() {
        List<String> kinds = new ArrayList<>();
        for (Transcript.Line line : Transcript.read("json", "light-on").msgs()) {
            if (line.fromDevice()) {
                kinds.add(kind(Objects.requireNonNull(line.text())));
            }
        }
        assertThat(kinds).containsExactly("Auth", "Register", "Ping", "Audio", "VoiceCommand", "WRONG_DIALECT");
    }

    private static String kind(String text) {
        return switch (EnvelopeRequests.decode(text)) {
            case EnvelopeDecoded.Valid valid ->
                valid.envelope().message().getClass().getSimpleName();
            case EnvelopeDecoded.Malformed broken -> {
                assertThat(broken.code()).isEqualTo(EnvelopeErrorCode.WRONG_DIALECT);
                yield broken.code().name();
            }
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"light-on-text", "light-on-frames"})
    void serial_messages_are_understood_at_both_ends_and_written_again_as_they_were(String name) {
        Transcript transcript = Transcript.read("serial", name);
        Dialect dialect =
                Dialect.valueOf(transcript.expect().path("dialect").asText().toUpperCase(Locale.ROOT));
        SerialCodec server = SerialCodec.of(dialect, End.SERVER);
        SerialCodec device = SerialCodec.of(dialect, End.DEVICE);
        List<String> outcomes = new ArrayList<>();
        for (Transcript.Line line : transcript.msgs()) {
            List<SerialMessage> read = (line.fromDevice() ? server : device).receive(bytes(line));
            assertThat(read).hasSize(1);
            assertThat(server.encode(read.getFirst())).isEqualTo(bytes(line));
            if (read.getFirst() instanceof SerialMessage.Answer answer) {
                outcomes.add(answer.status().name());
            }
        }
        assertThat(outcomes).isEqualTo(transcript.expected("outcomes"));
    }

    @Test
    void plain_datagrams_carry_the_device_and_numbers_that_go_up() {
        Transcript transcript = Transcript.read("udp-plain", "light-on");
        long before = -1;
        int datagrams = 0;
        for (Transcript.Line line : transcript.msgs()) {
            if (line.bytes() != null) {
                PlainUdpPacket.Parsed parsed = PlainUdpPacket.parse(ByteBuffer.wrap(line.bytes()));
                assertThat(parsed).isInstanceOf(PlainUdpPacket.Parsed.Valid.class);
                PlainUdpPacket packet = ((PlainUdpPacket.Parsed.Valid) parsed).packet();
                assertThat(packet.device().mac())
                        .isEqualTo(transcript.expect().path("device").asText());
                assertThat(packet.datagram()).isEqualTo(line.bytes());
                assertThat(before < 0 || packet.sequence() == ((before + 1) & 0xffff_ffffL))
                        .isTrue();
                before = packet.sequence();
                datagrams++;
            }
        }
        assertThat(datagrams).isEqualTo(transcript.expect().path("datagrams").asInt());
    }

    private static byte[] bytes(Transcript.Line line) {
        byte[] hex = line.bytes();
        return hex == null ? Objects.requireNonNull(line.text()).getBytes(US_ASCII) : hex;
    }
}
