package dev.mynah.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mynah.app.RunningServer;
import dev.mynah.protocol.Transcript;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.protocol.ota.DeviceConfigurations;
import dev.mynah.protocol.ota.FirmwareVersion;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C1 to C18: the configuration request, on the wire byte for byte. */
class OtaConformanceTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final RunningServer SERVER = RunningServer.withFakes("devices.time-zone=Asia/Shanghai");
    private static final String USUAL =
            Transcript.read("ota", "bound-device").msgs().getFirst().text() + "";

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void c01_a_valid_body_gets_200_with_json_and_a_content_length() throws Exception {
        RawHttp answer = ask("/xiaozhi/ota/", USUAL);

        assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(MAPPER.readTree(answer.body()).isObject()).isTrue();
        assertThat(answer.header("Content-Length")).isEqualTo(String.valueOf(answer.bodyBytes()));
        assertThat(headerNames(answer)).doesNotContain("transfer-encoding");
        assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void c02_no_device_and_no_address_makes_the_body_larger_than_6000_bytes() throws Exception {
        String longest = ("a".repeat(62) + ".").repeat(4).substring(0, 251);
        Map<String, String> headers = new HashMap<>(RawHttp.DEVICE);
        headers.put("User-Agent", "b".repeat(3000) + "/2.4.2");
        headers.put("Accept-Language", "x".repeat(1000));
        String body = USUAL.replace("\"ssid\":\"home\"", "\"ssid\":\"" + "s".repeat(10_000) + "\"");

        RawHttp answer = RawHttp.post(SERVER.port(), "/xiaozhi/ota/", longest, headers, body);

        assertThat(answer.statusLine()).contains(" 200 ");
        assertThat(answer.bodyBytes()).isLessThanOrEqualTo(6000);
        assertThat(RawHttp.post(SERVER.port(), "/nothing/" + "x".repeat(3000), "h", headers, body)
                        .bodyBytes())
                .as("an error is read whole too")
                .isLessThan(8192);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/xiaozhi/ota", "/xiaozhi/ota/"})
    void c03_both_spellings_of_the_path_answer_directly(String path) throws Exception {
        assertThat(ask(path, USUAL).statusLine()).isEqualTo("HTTP/1.1 200 OK");
    }

    @Test
    void c04_the_header_is_spelt_exactly_content_length() throws Exception {
        assertThat(ask("/xiaozhi/ota/", USUAL).headers())
                .filteredOn(header -> header.toLowerCase(Locale.ROOT).startsWith("content-length"))
                .singleElement()
                .asString()
                .startsWith("Content-Length: ");
        assertThat(ask("/xiaozhi/nowhere", USUAL).headers())
                .as("on errors, too")
                .anyMatch(header -> header.startsWith("Content-Length: "));
    }

    @Test
    void c05_the_body_is_never_compressed() throws Exception {
        Map<String, String> headers = new HashMap<>(RawHttp.DEVICE);
        headers.put("Accept-Encoding", "gzip, deflate, br");
        RawHttp answer = RawHttp.post(SERVER.port(), "/xiaozhi/ota/", "h:1", headers, USUAL);

        assertThat(headerNames(answer)).doesNotContain("content-encoding");
        assertThat(answer.body()).startsWith("{");
        assertThat(headerNames(ask("/xiaozhi/ota/", USUAL))).doesNotContain("content-encoding");
    }

    @Test
    void c06_a_body_that_is_no_json_gets_the_reply_of_a_valid_one() throws Exception {
        String broken = USUAL.replace("\"ssid\":\"home\"", "\"ssid\":\"Bob\"s \\network\"");

        assertThat(withoutTime(ask("/xiaozhi/ota/", broken))).isEqualTo(withoutTime(ask("/xiaozhi/ota/", USUAL)));
        assertThat(withoutTime(ask("/xiaozhi/ota/", ""))).isEqualTo(withoutTime(ask("/xiaozhi/ota/", USUAL)));
    }

    @Test
    void c07_numbers_in_strings_and_absent_sections_are_accepted() throws Exception {
        String mobile =
                Transcript.read("ota", "mobile-network-board").msgs().getFirst().text() + "";
        assertThat(mobile).contains("\"csq\":\"");

        for (String body : List.of(mobile, USUAL, "{}", "{\"minimum_free_heap_size\":\"x\",\"display\":7}")) {
            assertThat(configuration(ask("/xiaozhi/ota/", body)).webSocket())
                    .as(body)
                    .isNotNull();
        }
    }

    @Test
    void c08_a_websocket_deployment_does_not_mention_mqtt() throws Exception {
        JsonNode reply = MAPPER.readTree(ask("/xiaozhi/ota/", USUAL).body());

        assertThat(reply.path("websocket").isObject()).isTrue();
        assertThat(names(reply)).noneMatch(name -> name.equalsIgnoreCase("mqtt"));
    }

    @Test
    void c10_the_websocket_section_always_has_url_token_and_a_numeric_version() throws Exception {
        JsonNode section = MAPPER.readTree(ask("/xiaozhi/ota/", USUAL).body()).path("websocket");

        assertThat(section.path("version").isInt()).isTrue();
        assertThat(section.path("token").isTextual()).isTrue();
        assertThat(section.path("url").isTextual()).isTrue();
    }

    @Test
    void c11_keys_and_values_fit_a_devices_flash() throws Exception {
        String longest = ("a".repeat(62) + ".").repeat(4).substring(0, 251);
        RawHttp answer = RawHttp.post(SERVER.port(), "/xiaozhi/ota/", longest, RawHttp.DEVICE, USUAL);
        JsonNode section = MAPPER.readTree(answer.body()).path("websocket");

        assertThat(names(section)).isNotEmpty().allMatch(key -> key.length() <= 15);
        section.forEach(value -> assertThat(value.asText().length()).isLessThan(512));
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.0.2.10:8002", "192.0.2.10", "mynah.local", "VOICE.example.org:8000"})
    void c12_the_voice_channels_address_is_one_that_devices_read_rightly(String host) throws Exception {
        RawHttp answer = RawHttp.post(SERVER.port(), "/xiaozhi/ota/", host, RawHttp.DEVICE, USUAL);
        String url = webSocket(configuration(answer)).url();

        assertThat(url).matches("wss?://[^:/?#]+:\\d{1,5}/[^?]*").contains(host.replaceFirst(":.*", ""));
    }

    @Test
    void c12_an_address_that_was_configured_is_spelt_the_same_way() throws Exception {
        try (RunningServer proxied = RunningServer.withFakes("http.public-url=https://voice.example.org")) {
            RawHttp answer = RawHttp.post(proxied.port(), "/xiaozhi/ota/", "10.0.0.1", RawHttp.DEVICE, USUAL);

            assertThat(webSocket(configuration(answer)).url()).isEqualTo("wss://voice.example.org:443/xiaozhi/v1/");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.9.9", "1.9.4", "2.4.2", "9.9.9", "not a version"})
    void c15_nothing_is_offered_that_a_device_would_install(String running) throws Exception {
        Map<String, String> headers = new HashMap<>(RawHttp.DEVICE);
        headers.put("User-Agent", "bread-compact-wifi/" + running);
        String body = USUAL.replace("\"version\":\"2.4.2\"", "\"version\":\"" + running + "\"");
        RawHttp answer = RawHttp.post(SERVER.port(), "/xiaozhi/ota/", "h:1", headers, body);
        JsonNode firmware = MAPPER.readTree(answer.body()).path("firmware");

        assertThat(firmware.has("force")).isFalse();
        assertThat(FirmwareVersion.parse(firmware.path("version").asText())
                        .filter(offered -> FirmwareVersion.reported(running)
                                .map(offered::newerThan)
                                .orElse(true)))
                .isEmpty();
    }

    @Test
    void c18_the_time_is_in_milliseconds_and_its_zone_in_minutes() throws Exception {
        JsonNode time = MAPPER.readTree(ask("/xiaozhi/ota/", USUAL).body()).path("server_time");

        assertThat(time.path("timestamp").isIntegralNumber()).isTrue();
        assertThat(time.path("timestamp").asText()).matches("\\d{13}");
        assertThat(time.path("timezone_offset").isInt()).isTrue();
        assertThat(time.path("timezone_offset").asInt()).isEqualTo(8 * 60);
    }

    private static RawHttp ask(String path, String body) throws IOException {
        return RawHttp.post(SERVER.port(), path, "192.0.2.10:8002", RawHttp.DEVICE, body);
    }

    private static DeviceConfiguration configuration(RawHttp answer) throws Exception {
        assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 200 OK");
        return DeviceConfigurations.decode(answer.body());
    }

    private static DeviceConfiguration.WebSocket webSocket(DeviceConfiguration configuration) {
        DeviceConfiguration.WebSocket section = configuration.webSocket();
        if (section == null) {
            throw new AssertionError("no websocket section");
        }
        return section;
    }

    private static String withoutTime(RawHttp answer) {
        assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 200 OK");
        return answer.body().replaceFirst("\"timestamp\":\\d+", "");
    }

    private static List<String> headerNames(RawHttp answer) {
        return answer.headers().stream()
                .map(header -> header.replaceFirst(":.*", "").toLowerCase(Locale.ROOT))
                .toList();
    }

    private static List<String> names(JsonNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
