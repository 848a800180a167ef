package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import dev.mynah.device.Reported;
import dev.mynah.protocol.DeviceId;
import dev.mynah.testing.JsonClient;
import dev.mynah.testing.SpokenPhrases;
import dev.mynah.voice.audio.OpusCodecs;
import dev.mynah.voice.audio.WavFile;
import dev.mynah.voice.audio.format.SoundFiles;
import dev.mynah.voice.audio.format.SoundFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The JSON dialect on the real socket of the whole server. */
class JsonDialectTest {
    private static final String MAC = "02:00:00:00:00:31";
    private static final short[] SPEECH = SpokenPhrases.WHAT_TIME_IS_IT;

    private final RunningServer server = RunningServer.withFakes();

    @AfterEach
    void nothing_is_left() {
        try (server) {
            Afterwards.nothingIsLeft(server);
        }
    }

    @Test
    void a_question_in_words_is_answered_with_text_and_a_sound_to_fetch() throws Exception {
        server.model().says("It is noon. Good day.");
        try (JsonClient app = JsonClient.authenticated(server.webSocketUrl(), MAC)) {
            app.say("{\"type\":\"voice_command\",\"message_id\":\"q1\",\"data\":{\"command\":\"what time is it\"}}");
            JsonNode heard = app.expect("voice_command");
            assertThat(heard.at("/data/command").asText()).isEqualTo("what time is it");
            JsonNode response = app.expect("response");
            assertThat(response.path("in_reply_to").asText()).isEqualTo("q1");
            assertThat(response.path("device_id").asText()).isEqualTo(MAC);
            assertThat(response.at("/data/text").asText()).isEqualTo("It is noon. Good day.");
            assertThat(response.at("/data/audio_data").isNull()).isTrue();
            assertThat(response.at("/data/processing_time_ms").isNumber()).isTrue();
            String url = response.at("/data/audio_url").asText();
            assertThat(url).startsWith("http://127.0.0.1:" + server.port() + "/api/v1/audio/");
            // 60 ms for every letter, as the fake voice hums.
            WavFile sound = WavFile.read(new ByteArrayInputStream(fetch(url, "audio/wav")));
            assertThat(sound.sampleRate()).isEqualTo(22_050);
            assertThat(sound.samples().length).isBetween(22_050, 22_050 * 2);
            assertThat(fetch(url, "audio/ogg")).startsWith("OggS".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertThat(fetch(url, "audio/mpeg")[0]).isEqualTo((byte) 0xff);
        }
    }

    @ParameterizedTest
    @EnumSource(SoundFormat.class)
    void a_question_in_every_format_is_heard_and_answered_in_the_same(SoundFormat format) throws Exception {
        server.recognition().usually("turn on the light");
        try (JsonClient app = JsonClient.authenticated(server.webSocketUrl(), MAC)) {
            app.say(audio("q", format, sound(format), "none"));
            assertThat(app.expect("voice_command").at("/data/command").asText()).isEqualTo("turn on the light");
            JsonNode response = app.expect("response");
            assertThat(response.at("/data/audio_format").asText()).isEqualTo(format.wireName());
            byte[] spoken =
                    Base64.getDecoder().decode(response.at("/data/audio_data").asText());
            assertThat(spoken.length).isGreaterThan(1_000);
        }
        assertThat(server.recognition().samples()).isBetween(SPEECH.length - 100L, SPEECH.length + 4_000L);
    }

    @Test
    void packed_sound_is_unpacked() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(sound(SoundFormat.WAV));
        }
        try (JsonClient app = JsonClient.authenticated(server.webSocketUrl(), MAC)) {
            app.say(audio("q", SoundFormat.WAV, packed.toByteArray(), "gzip"));
            app.expect("voice_command");
            app.expect("response");
        }
    }

    @Test
    void sound_in_chunks_is_heard_and_a_chunk_out_of_order_is_reported_and_not_used() throws Exception {
        byte[] wav = sound(SoundFormat.WAV);
        try (JsonClient app = JsonClient.authenticated(server.webSocketUrl(), MAC)) {
            app.say("{\"type\":\"audio_stream_start\",\"message_id\":\"s\",\"data\":{\"stream_id\":\"x\","
                    + "\"format\":\"wav\",\"chunk_size\":60000,\"total_chunks\":2}}");
            app.expect("audio_stream_ack");
            app.say(chunk("x", 1, Arrays.copyOf(wav, 20_000)));
            app.say(chunk("x", 3, Arrays.copyOfRange(wav, 20_000, wav.length)));
            JsonNode error = app.expectError("STREAM_CHUNK_OUT_OF_ORDER");
            assertThat(error.at("/data/details/expected_chunk").asInt()).isEqualTo(2);
            assertThat(error.at("/data/details/received_chunk").asInt()).isEqualTo(3);
            app.say(chunk("x", 2, Arrays.copyOfRange(wav, 20_000, wav.length)));
            app.expect("voice_command");
            JsonNode response = app.expect("response");
            assertThat(response.path("in_reply_to").asText()).isEqualTo("s");
            app.say(chunk("x", 3, new byte[2]));
            app.expectError("STREAM_UNKNOWN");
        }
        assertThat(server.recognition().samples()).isBetween(SPEECH.length - 100L, SPEECH.length + 100L);
    }

    @Test
    void a_stream_that_ends_early_is_reported_with_what_is_missing_and_the_next_question_is_heard() throws Exception {
        try (JsonClient app = JsonClient.authenticated(server.webSocketUrl(), MAC)) {
            app.say("{\"type\":\"audio_stream_start\",\"message_id\":\"s\",\"data\":{\"stream_id\":\"x\","
                    + "\"format\":\"pcm\",\"total_chunks\":5}}");
            app.expect("audio_stream_ack");
            app.say(chunk("x", 0, new byte[3_200]));
            app.say("{\"type\":\"audio_stream_end\",\"data\":{\"stream_id\":\"x\"}}");
            JsonNode error = app.expectError("STREAM_INCOMPLETE");
            assertThat(error.at("/data/details/received_chunks").asInt()).isEqualTo(1);
            assertThat(error.at("/data/details/total_chunks").asInt()).isEqualTo(5);
            app.say("{\"type\":\"voice_command\",\"message_id\":\"q\",\"data\":{\"command\":\"hello\"}}");
            app.expect("voice_command");
            app.expect("response");
        }
    }

    @Test
    void a_device_that_names_what_it_can_do_is_told_to_do_it() throws Exception {
        server.model().answers((request, sink) -> {
            request.tools().call("self.audio_speaker.set_volume", volume(30));
            sink.text("Done.");
        });
        try (JsonClient app = JsonClient.authenticated(server.webSocketUrl(), MAC)) {
            app.say("{\"type\":\"device_register\",\"message_id\":\"r\",\"data\":{\"device_type\":\"lamp\","
                    + "\"firmware_version\":\"1.0\",\"capabilities\":[\"volume\"],"
                    + "\"hardware_info\":{\"chip_model\":\"esp32\"}}}");
            app.expect("device_registered");
            app.say("{\"type\":\"voice_command\",\"message_id\":\"q\",\"data\":{\"command\":\"quieter\"}}");
            app.expect("voice_command");
            JsonNode action = app.expect("response").at("/data/actions/0");
            assertThat(action.path("action").asText()).isEqualTo("set_volume");
            assertThat(action.path("entity_id").asText()).isEqualTo("speaker");
            assertThat(action.at("/parameters/volume").asInt()).isEqualTo(30);
        }
        assertThat(server.fleet()
                        .registry()
                        .find(new DeviceId(MAC))
                        .orElseThrow()
                        .reported())
                .extracting(Reported::board, Reported::chip, Reported::firmware)
                .containsExactly("lamp", "esp32", "1.0");
    }

    @Test
    void a_ping_is_recorded_as_status_and_answered() throws Exception {
        try (JsonClient app = JsonClient.authenticated(server.webSocketUrl(), MAC)) {
            app.say("{\"type\":\"ping\",\"message_id\":\"p\",\"data\":{\"uptime\":5,\"free_heap\":1000,"
                    + "\"junk\":[1,2,3]}}");
            assertThat(app.expect("pong").path("in_reply_to").asText()).isEqualTo("p");
        }
        assertThat(server.fleet()
                        .registry()
                        .known(new DeviceId(MAC))
                        .orElseThrow()
                        .condition()
                        .values())
                .containsEntry("free_heap", IntNode.valueOf(1000))
                .doesNotContainKey("junk");
    }

    @Test
    void questions_that_come_together_are_answered_in_order_and_too_many_are_refused() throws Exception {
        var answered = new java.util.concurrent.Semaphore(0);
        server.model().answers((request, sink) -> {
            answered.acquire();
            sink.text("Ok.");
        });
        try (JsonClient app = JsonClient.authenticated(server.webSocketUrl(), MAC)) {
            for (int i = 1; i <= 6; i++) {
                app.say("{\"type\":\"voice_command\",\"message_id\":\"q" + i + "\",\"data\":{\"command\":\"go\"}}");
            }
            JsonNode first = app.next();
            JsonNode second = app.next();
            // The first is shown as heard and the last refused, in either order.
            assertThat(java.util.List.of(
                            first.path("type").asText(), second.path("type").asText()))
                    .containsExactlyInAnyOrder("voice_command", "error");
            answered.release(6);
            for (int i = 1; i <= 5; i++) {
                JsonNode message = app.next();
                while (!message.path("type").asText().equals("response")) {
                    message = app.next();
                }
                assertThat(message.path("in_reply_to").asText()).isEqualTo("q" + i);
            }
        }
    }

    @Test
    void silence_gets_an_error_of_its_own() throws Exception {
        server.recognition().usually("");
        try (JsonClient app = JsonClient.authenticated(server.webSocketUrl(), MAC)) {
            app.say(audio("q", SoundFormat.PCM, sound(SoundFormat.PCM), "none"));
            app.expectError("NO_SPEECH");
        }
    }

    @Test
    void whoever_has_not_said_who_he_is_can_only_do_that() throws Exception {
        try (JsonClient app = JsonClient.connect(server.webSocketUrl())) {
            app.say("{\"type\":\"ping\",\"message_id\":\"p\",\"data\":{}}");
            assertThat(app.expectError("AUTH_REQUIRED").path("in_reply_to").asText())
                    .isEqualTo("p");
            app.say("{\"type\":\"auth\",\"device_id\":\"nonsense\"}");
            app.expectError("AUTH_FAILED");
            assertThat(app.awaitClose()).isEqualTo(1008);
        }
    }

    @Test
    void a_first_message_that_is_not_of_the_dialect_ends_an_unknown_connection() throws Exception {
        try (JsonClient app = JsonClient.connect(server.webSocketUrl())) {
            app.say("{\"type\":\"hello\",\"version\":1,\"transport\":\"websocket\"}");
            assertThat(app.awaitClose()).isEqualTo(1008);
        }
    }

    @Test
    void a_device_known_by_its_header_needs_no_auth() throws Exception {
        try (JsonClient app = JsonClient.connect(server.webSocketUrl(), Map.of("Device-Id", MAC))) {
            app.say("{\"type\":\"voice_command\",\"message_id\":\"q\",\"data\":{\"command\":\"hello\"}}");
            app.expect("voice_command");
            app.expect("response");
        }
    }

    @Test
    void the_other_dialect_and_nonsense_in_between_are_errors_and_nothing_worse() throws Exception {
        try (JsonClient app = JsonClient.authenticated(server.webSocketUrl(), MAC)) {
            app.say("{\"type\":\"listen\",\"state\":\"start\",\"mode\":\"auto\",\"message_id\":\"w\"}");
            assertThat(app.expectError("WRONG_DIALECT").path("in_reply_to").asText())
                    .isEqualTo("w");
            app.sayBinary(new byte[40]);
            app.expectError("WRONG_DIALECT");
            app.say("{");
            app.expectError("INVALID_MESSAGE");
            app.say("{\"type\":\"dance\",\"message_id\":\"d\"}");
            app.expectError("UNKNOWN_TYPE");
            app.say("{\"type\":\"audio_data\",\"data\":{\"audio_format\":\"wav\",\"data\":\"%%%\"}}");
            app.expectError("AUDIO_PROCESSING_FAILED");
            app.say(audio("f", SoundFormat.WAV, new byte[100], "none"));
            JsonNode wrong = app.expectError("AUDIO_PROCESSING_FAILED");
            assertThat(wrong.at("/data/details/reason").asText()).contains("RIFF");
            assertThat(wrong.at("/data/details/expected_format").asText()).contains("wav");
            assertThat(wrong.at("/data/details/received_format").asText()).startsWith("wav");
            app.say("{\"type\":\"audio_data\",\"data\":{\"audio_format\":\"flac\",\"data\":\"\"}}");
            app.expectError("UNSUPPORTED_FORMAT");
            app.say("{\"type\":\"ping\",\"data\":{}}");
            app.expect("pong");
        }
    }

    @Test
    void an_answer_is_found_by_nobody_who_was_not_told_its_name() throws Exception {
        HttpResponse<byte[]> answer = get("http://127.0.0.1:" + server.port() + "/api/v1/audio/abc", "audio/wav");
        assertThat(answer.statusCode()).isEqualTo(404);
    }

    private static com.fasterxml.jackson.databind.node.ObjectNode volume(int percent) {
        return com.fasterxml.jackson.databind.node.JsonNodeFactory.instance
                .objectNode()
                .put("volume", percent);
    }

    private static byte[] sound(SoundFormat format) {
        return new SoundFiles(OpusCodecs.best()).write(new WavFile(16_000, SPEECH), format);
    }

    private static String audio(String id, SoundFormat format, byte[] bytes, String compression) {
        // The bare samples of the server's own files have 22.05 kHz.
        return "{\"type\":\"audio_data\",\"message_id\":\"" + id + "\",\"data\":{\"audio_format\":\""
                + format.wireName() + "\",\"sample_rate\":22050,\"channels\":1,\"bit_depth\":16,\"compression\":\""
                + compression + "\",\"data\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"}}";
    }

    private static String chunk(String stream, int number, byte[] bytes) {
        return "{\"type\":\"audio_chunk\",\"data\":{\"stream_id\":\"" + stream + "\",\"chunk_number\":" + number
                + ",\"chunk_data\":\"" + Base64.getEncoder().encodeToString(bytes) + "\"}}";
    }

    private static byte[] fetch(String url, String accept) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = get(url, accept);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains(accept);
        return answer.body();
    }

    private static HttpResponse<byte[]> get(String url, String accept) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .header("Accept", accept)
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        }
    }
}
