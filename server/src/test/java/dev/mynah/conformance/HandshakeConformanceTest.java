package dev.mynah.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.app.RunningServer;
import dev.mynah.protocol.audio.AudioParams;
import dev.mynah.protocol.audio.BinaryFraming;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** C26 to C32, C60 and C61: the upgrade, the hellos and the framing they agree on. */
class HandshakeConformanceTest {
    private static final RunningServer SERVER = RunningServer.withFakes();

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void c26_a_host_without_port_and_no_browser_headers_are_upgraded() throws Exception {
        try (WireDevice device = WireDevice.connect(SERVER)) {
            assertThat(device.responseHead()).startsWith("HTTP/1.1 101");
            assertThat(device.responseHead().toLowerCase(java.util.Locale.ROOT))
                    .as("nothing was asked for")
                    .doesNotContain("sec-websocket-extensions", "sec-websocket-protocol");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/xiaozhi/v1/", "/xiaozhi/v1", "/xiaozhi/v1/?token=abc"})
    void c26_the_path_is_accepted_as_devices_have_it_stored(String path) throws Exception {
        String request = """
                GET %s HTTP/1.1
                Host: 127.0.0.1
                connection: upgrade
                Device-Id: %s
                Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw==
                Sec-WebSocket-Version: 13
                upgrade: websocket

                """.formatted(path, WireDevice.MAC);
        try (WireDevice device = WireDevice.upgrade(SERVER.port(), request, BinaryFraming.RAW)) {
            assertThat(device.responseHead()).startsWith("HTTP/1.1 101");
        }
    }

    @Test
    void c29_a_hello_is_answered_with_transport_session_and_audio_parameters() throws Exception {
        try (WireDevice device = WireDevice.connect(SERVER)) {
            JsonNode hello = device.sendHello("", 1).json();

            assertThat(hello.path("transport").isTextual()).isTrue();
            assertThat(hello.path("transport").asText()).isEqualTo("websocket");
            assertThat(hello.path("session_id").asText()).isNotEmpty();
            JsonNode audio = hello.path("audio_params");
            AudioParams promised = new AudioParams(
                    audio.path("format").asText(),
                    audio.path("sample_rate").intValue(),
                    audio.path("channels").intValue(),
                    audio.path("frame_duration").intValue());
            assertThat(promised.playable()).isTrue();
        }
    }

    @Test
    void c30_a_second_hello_is_not_answered() throws Exception {
        SERVER.model().says("Hi.");
        try (WireDevice device = WireDevice.greeted(SERVER)) {
            String again = "{\"type\":\"hello\",\"version\":1,\"transport\":\"websocket\"}";
            device.send(again);
            device.send(again);
            device.listen("auto");
            device.detect("are you there");
            device.await("tts stop");

            assertThat(device.all("hello")).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "3, 3", "7, 1", "0, 1"})
    void c31_the_version_selects_the_framing_of_both_directions(int version, int framing) throws Exception {
        SERVER.model().says("Hi.");
        try (WireDevice device = WireDevice.connect(SERVER, WireDevice.MAC, version)) {
            device.framed(BinaryFraming.ofVersion(framing));
            device.sendHello("", version);
            assertHeardAndAnswered(device);
        }
    }

    @Test
    void c31_a_hello_without_version_means_the_one_of_the_upgrade() throws Exception {
        SERVER.model().says("Hi.");
        try (WireDevice device = WireDevice.connect(SERVER, WireDevice.MAC, 3)) {
            device.framed(BinaryFraming.V3);
            device.send("{\"type\":\"hello\",\"transport\":\"websocket\"}");
            device.await("hello");
            assertHeardAndAnswered(device);
        }
    }

    private static void assertHeardAndAnswered(WireDevice device) throws Exception {
        device.listen("manual");
        device.speak();
        device.stopListening();
        assertThat(device.await("stt").text()).isEqualTo("hello");
        device.await("tts stop");
        assertThat(device.all("audio")).hasSize("Hi.".length());
        device.all("audio").forEach(audio -> assertThat(device.packet(audio)).isNotEmpty());
    }

    @ParameterizedTest
    @CsvSource({"2, 16, 12, 4", "3, 4, 2, 2"})
    void c32_the_payload_size_is_exactly_what_follows_the_header(int version, int header, int at, int bytes)
            throws Exception {
        SERVER.model().says("Packets.");
        try (WireDevice device = WireDevice.connect(SERVER, WireDevice.MAC, version)) {
            device.sendHello("", version);
            device.listen("auto");
            device.detect("say something");
            device.await("tts stop");

            assertThat(device.all("audio")).hasSize("Packets.".length()).allSatisfy(audio -> {
                long size = 0;
                for (int i = 0; i < bytes; i++) {
                    size = size << 8 | Byte.toUnsignedInt(audio.bytes()[at + i]);
                }
                assertThat(size).isPositive().isEqualTo(audio.bytes().length - header);
            });
        }
    }

    @Test
    void c60_session_ids_can_be_echoed_without_escaping_and_never_repeat() throws Exception {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 30; i++) {
            try (WireDevice device = WireDevice.connect(SERVER)) {
                ids.add(device.sendHello("", 1).json().path("session_id").asText());
            }
        }
        assertThat(ids).hasSize(30).allMatch(id -> id.matches("[A-Za-z0-9-]{1,64}"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void c61_glyphs_are_never_attached(boolean offered) throws Exception {
        SERVER.model().says("龘 is rare.");
        String font = "\"text_font\":{\"bundle\":\"noto-v1\",\"charset\":\"basic\",\"size\":20,\"bpp\":4},";
        try (WireDevice device = WireDevice.connect(SERVER)) {
            device.sendHello("\"features\":{\"mcp\":false,\"glyph_push\":" + offered + "}," + font, 1);
            device.listen("auto");
            device.detect("show me 龘");
            device.await("tts stop");

            assertThat(device.all("tts sentence_start").getFirst().text()).contains("龘");
            assertThat(device.all()).noneMatch(one -> one.json().has("glyph_push"));
        }
    }
}
