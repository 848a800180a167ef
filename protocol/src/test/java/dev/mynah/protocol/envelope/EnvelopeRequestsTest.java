package dev.mynah.protocol.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.json.JsonText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeRequestsTest {
    private static final AudioDescription WAV = new AudioDescription("wav", 16_000, 1, 16, "gzip");

    static List<EnvelopeRequest> requests() {
        ObjectNode some = JsonText.newObject().put("uptime", 7);
        return List.of(
                new EnvelopeRequest.Register("lamp", "1.0", List.of("volume", "led"), some, "mp3"),
                new EnvelopeRequest.Ping(some),
                new EnvelopeRequest.StreamStart("s", WAV, 512, 9),
                new EnvelopeRequest.StreamEnd("s"),
                new EnvelopeRequest.VoiceCommand("lights on", 0.5, "en", 12, 800),
                new EnvelopeRequest.CommandResult("c", "error", some));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void what_is_written_is_read_again(EnvelopeRequest request) {
        String text = EnvelopeRequests.encode(new Envelope<>("m", "d", request), "2026-01-01T00:00:00Z");
        assertThat(EnvelopeRequests.decode(text))
                .isEqualTo(new EnvelopeDecoded.Valid(new Envelope<>("m", "d", request)));
    }

    @Test
    void sound_is_carried_as_base64() {
        byte[] sound = {1, 2, 3, -1};
        String whole = EnvelopeRequests.encode(new Envelope<>("m", "d", new EnvelopeRequest.Audio(WAV, 5, sound)), "t");
        assertThat(whole).contains("\"AQID/w==\"");
        assertThat(message(whole)).isInstanceOfSatisfying(EnvelopeRequest.Audio.class, audio -> {
            assertThat(audio.data()).isEqualTo(sound);
            assertThat(audio.description()).isEqualTo(WAV);
        });
        String chunk =
                EnvelopeRequests.encode(new Envelope<>("m", "d", new EnvelopeRequest.StreamChunk("s", 4, sound)), "t");
        assertThat(message(chunk)).isInstanceOfSatisfying(EnvelopeRequest.StreamChunk.class, read -> {
            assertThat(read.number()).isEqualTo(4);
            assertThat(read.data()).isEqualTo(sound);
        });
    }

    @Test
    void who_it_is_may_stand_at_the_top_or_inside() {
        EnvelopeRequest.Auth auth = new EnvelopeRequest.Auth("aa:bb:cc:dd:ee:ff", "t");
        assertThat(message("{\"type\":\"auth\",\"device_id\":\"aa:bb:cc:dd:ee:ff\",\"token\":\"t\"}"))
                .isEqualTo(auth);
        assertThat(message("{\"type\":\"auth\",\"data\":{\"device_id\":\"aa:bb:cc:dd:ee:ff\",\"token\":\"t\"}}"))
                .isEqualTo(auth);
    }

    @Test
    void the_streams_of_the_documentation_are_told_by_their_members() {
        assertThat(message("{\"type\":\"audio_data\",\"data\":{\"stream_id\":\"x\",\"format\":\"pcm\","
                        + "\"total_chunks\":3}}"))
                .isInstanceOf(EnvelopeRequest.StreamStart.class);
        assertThat(message("{\"type\":\"audio_data\",\"data\":{\"stream_id\":\"x\",\"chunk_number\":0,"
                        + "\"chunk_data\":\"\"}}"))
                .isInstanceOf(EnvelopeRequest.StreamChunk.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"type\":5}",
                "{\"type\":\"ping\",\"data\":[]}",
                "{\"type\":\"ping\",\"message_id\":{}}",
                "{\"type\":\"voice_command\",\"data\":{}}",
                "{\"type\":\"voice_command\",\"data\":{\"command\":\"a\",\"confidence\":\"high\"}}",
                "{\"type\":\"device_register\",\"data\":{\"capabilities\":{}}}",
                "{\"type\":\"audio_stream_end\",\"data\":{}}",
                "{\"type\":\"audio_data\",\"data\":{\"audio_format\":\"wav\"}}",
                "{\"type\":\"audio_chunk\",\"data\":{\"stream_id\":\"x\",\"chunk_number\":1e99}}"
            })
    void what_is_no_message_is_malformed(String text) {
        assertThat(EnvelopeRequests.decode(text)).isInstanceOfSatisfying(EnvelopeDecoded.Malformed.class, broken -> {
            assertThat(broken.code()).isEqualTo(EnvelopeErrorCode.INVALID_MESSAGE);
            assertThat(broken.reason()).isNotBlank();
        });
    }

    @Test
    void a_message_of_the_firmware_and_one_that_is_too_long_are_named_as_such() {
        assertThat(code("{\"type\":\"listen\",\"state\":\"start\"}")).isEqualTo(EnvelopeErrorCode.WRONG_DIALECT);
        assertThat(code("x".repeat(EnvelopeRequests.MAX_LENGTH + 1))).isEqualTo(EnvelopeErrorCode.MESSAGE_TOO_LARGE);
        assertThat(code("{\"type\":\"audio_data\",\"data\":{\"audio_format\":\"wav\",\"data\":\"=\"}}"))
                .isEqualTo(EnvelopeErrorCode.AUDIO_PROCESSING_FAILED);
    }

    @Test
    void only_messages_of_the_dialect_begin_it() {
        assertThat(EnvelopeRequests.begins("{\"type\":\"auth\"}")).isTrue();
        assertThat(EnvelopeRequests.begins("{\"type\":\"audio_data\",\"data\":{}}"))
                .isTrue();
        assertThat(EnvelopeRequests.begins("{\"type\":\"hello\"}")).isFalse();
        assertThat(EnvelopeRequests.begins("{\"type\":\"abort\"}")).isFalse();
        assertThat(EnvelopeRequests.begins("nonsense")).isFalse();
    }

    private static EnvelopeRequest message(String text) {
        assertThat(EnvelopeRequests.decode(text)).isInstanceOf(EnvelopeDecoded.Valid.class);
        return ((EnvelopeDecoded.Valid) EnvelopeRequests.decode(text))
                .envelope()
                .message();
    }

    private static EnvelopeErrorCode code(String text) {
        return ((EnvelopeDecoded.Malformed) EnvelopeRequests.decode(text)).code();
    }
}
