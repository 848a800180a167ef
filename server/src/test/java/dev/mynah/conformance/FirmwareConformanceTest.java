package dev.mynah.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.mynah.app.RunningServer;
import dev.mynah.protocol.Transcript;
import dev.mynah.testing.AppImages;
import dev.mynah.testing.ContractClient.Answer;
import dev.mynah.testing.FirmwareSite;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** C14 to C17 and C24: which firmware devices are told of, and how they fetch it, byte for byte. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FirmwareConformanceTest {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String USUAL =
            Transcript.read("ota", "bound-device").msgs().getFirst().text() + "";

    private final RunningServer server = RunningServer.withFakes();
    private final FirmwareSite people = new FirmwareSite(server);
    private final AtomicInteger numbers = new AtomicInteger();

    @AfterAll
    void stop() {
        people.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2.4.3", "latest", "2..5", "2.4.3-beta", "2.", ".2", "2 4", "", "-1", "2.4.99999999999"})
    void c14_a_version_that_is_not_digits_and_dots_is_refused_at_entry(String version) {
        Answer answer = people.tryUpload(Map.of("board", board(), "version", version), AppImages.silent(5000));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.error()).isEqualTo("INVALID_REQUEST");
        assertThat(answer.place()).isEqualTo("body.version");
        assertThat(answer.json().at("/error/message").asText())
                .as("what to write")
                .contains("such as 2.4.3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v2.4.3", "latest", "", "2..5"})
    void c14_an_image_that_was_built_with_another_version_is_refused_too(String built) {
        Answer answer = people.tryUpload(Map.of("board", board()), AppImages.of(built, 5000));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().at("/error/message").asText()).contains("2.4.3");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.4.10", "3", "2.4.2.0", "02.05"})
    void c14_what_is_offered_is_digits_and_dots(String version) throws Exception {
        String board = board();
        people.release(board, AppImages.of(version, 5000));

        assertThat(offered(board, "2.4.2").path("version").asText()).matches("\\d+(\\.\\d+)*");
    }

    @ParameterizedTest
    @CsvSource({
        "2.4.2, 2.4.10, true",
        "2.4.2, 2.4, false",
        "2.4.2, 2.4.2.0, true",
        "2.4.2, 2.4.2, false",
        "2.4.2, 2.3.9, false",
        "2.4.2-rc1, 2.4.3, true",
        "2.4.3-rc1, 2.4.3, false",
        "2.10.0, 2.9.9, false",
        "not a version, 2.4.3, false",
        "v2.4.2, 2.4.3, false",
        "'', 2.4.3, false"
    })
    void c15_only_what_the_device_would_install_is_offered(String running, String version, boolean offered)
            throws Exception {
        String board = board();
        people.release(board, AppImages.of(version, 5000));
        JsonNode firmware = offered(board, running);

        assertThat(firmware.path("version").isTextual()).isEqualTo(offered);
        assertThat(firmware.has("force")).isFalse();
    }

    @Test
    void c16_force_is_sent_until_the_device_comes_back_with_it_and_never_again() throws Exception {
        String board = board();
        String image = people.upload(board, AppImages.of("2.0.5", 5000));
        people.aim(image, ",\"force\":true");

        assertThat(offered(board, "2.4.2").path("force").asInt()).isEqualTo(1);
        assertThat(offered(board, "2.4.2").path("force").asInt())
                .as("it may have failed to fetch it")
                .isEqualTo(1);
        assertThat(offered(board, "2.0.5").isMissingNode()).isTrue();
        assertThat(offered(board, "2.4.2").isMissingNode())
                .as("somebody flashed it by cable meanwhile")
                .isTrue();
        assertThat(offered(board, "1.9.9").path("version").asText()).isEmpty();
        assertThat(offered(board, "2.0.1").path("version").asText())
                .as("and it is an upgrade like any other")
                .isEqualTo("2.0.5");
        assertThat(offered(board, "2.0.1").has("force")).isFalse();
    }

    @Test
    void c16_to_force_it_once_more_somebody_has_to_say_so() throws Exception {
        String board = board();
        String image = people.upload(board, AppImages.of("2.0.5", 5000));
        people.aim(image, ",\"force\":true");
        offered(board, "2.0.5");
        people.aim(image, ",\"force\":true");

        assertThat(offered(board, "2.4.2").path("force").asInt()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"1.9.4, 2.0.0", "1.9.4, 2.4.3", "1.9.4, 3.0.0", "0.9.9, 2.0.0"})
    void c17_a_2x_image_is_never_offered_to_a_1x_device(String running, String version) throws Exception {
        String board = board();
        String image = people.release(board, AppImages.of(version, 5000));
        people.aim(image, ",\"force\":true");

        assertThat(offered(board, running).isMissingNode()).isTrue();
        assertThat(people.seen(mac(board)).path("state").asText()).isEqualTo("old_generation");
    }

    @Test
    void c17_nor_to_a_device_whose_flash_is_divided_as_1x_has_it() throws Exception {
        String board = board();
        people.release(board, AppImages.of("2.4.3", 5000));
        String divided = USUAL.replace(
                "\"partition_table\":[",
                "\"partition_table\":[{\"label\":\"model\",\"type\":1,\"subtype\":130,\"address\":65536,\"size\":983040},");

        assertThat(offered(board, "2.4.2", divided).isMissingNode()).isTrue();
        assertThat(offered(board, "2.4.2").path("version").asText()).isEqualTo("2.4.3");
    }

    @Test
    void c17_a_newer_1x_image_is_offered_to_a_1x_device() throws Exception {
        String board = board();
        people.release(board, AppImages.of("1.9.5", 5000));

        assertThat(offered(board, "1.9.4").path("version").asText()).isEqualTo("1.9.5");
    }

    @Test
    void c02_and_c11_hold_with_firmware_for_the_longest_address() throws Exception {
        String board = board();
        people.release(board, AppImages.of("2.4.3", 5000));
        String longest = ("a".repeat(62) + ".").repeat(4).substring(0, 251);
        RawHttp answer = RawHttp.post(
                server.port(),
                "/xiaozhi/ota/",
                longest,
                headers(board, "2.4.2"),
                USUAL.replace("bread-compact-wifi", board));
        String url = MAPPER.readTree(answer.body()).at("/firmware/url").asText();

        assertThat(answer.bodyBytes()).isLessThan(6000);
        assertThat(url).startsWith("http://" + longest + ":80/xiaozhi/firmware/");
        assertThat(url.length()).isLessThan(512);
        assertThat(url.substring(url.indexOf("/xiaozhi"))).doesNotContain(":", "?");
    }

    @Test
    void c24_firmware_is_fetched_by_its_address_alone_whole_and_with_its_length() throws Exception {
        String board = board();
        byte[] image = AppImages.of("2.4.3", 300_000);
        people.release(board, image);
        String url = offered(board, "2.4.2").path("url").asText();

        RawDownload answer = RawDownload.get(server.port(), url);

        assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(answer.headers()).contains("Content-Length: " + image.length);
        assertThat(answer.headers()).noneMatch(header -> header.toLowerCase(java.util.Locale.ROOT)
                .matches("(transfer|content)-encoding:.*"));
        assertThat(answer.body()).isEqualTo(image);
    }

    @Test
    void c24_the_head_alone_is_answered_too() throws Exception {
        String board = board();
        byte[] image = AppImages.of("2.4.3", 50_000);
        people.release(board, image);
        RawDownload answer = RawDownload.head(
                server.port(), offered(board, "2.4.2").path("url").asText());

        assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 200 OK");
        assertThat(answer.headers()).contains("Content-Length: " + image.length);
        assertThat(answer.body()).isEmpty();
    }

    private String board() {
        return "board-" + numbers.incrementAndGet();
    }

    /** Every board has one device here. */
    private static String mac(String board) {
        return "02:00:24:00:00:%02x".formatted(Integer.parseInt(board.substring(6)));
    }

    private JsonNode offered(String board, String running) throws Exception {
        return offered(board, running, USUAL);
    }

    private JsonNode offered(String board, String running, String usual) throws Exception {
        String body = usual.replace("\"version\":\"2.4.2\"", "\"version\":\"" + running + "\"")
                .replace("bread-compact-wifi", board);
        RawHttp answer = RawHttp.post(server.port(), "/xiaozhi/ota/", "127.0.0.1:8002", headers(board, running), body);
        assertThat(answer.statusLine()).isEqualTo("HTTP/1.1 200 OK");
        return MAPPER.readTree(answer.body()).path("firmware");
    }

    private static Map<String, String> headers(String board, String running) {
        Map<String, String> headers = new HashMap<>(RawHttp.DEVICE);
        headers.put("User-Agent", board + "/" + running);
        headers.put("Device-Id", mac(board));
        return headers;
    }
}
