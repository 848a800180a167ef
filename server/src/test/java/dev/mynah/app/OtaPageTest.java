package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.testing.BareHttp;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody gets who opens the configuration address in a browser, such as by the dashboard's QR code. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtaPageTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final String ADDRESS = "http://192.0.2.1:8000/xiaozhi/ota/";

    private final RunningServer server = RunningServer.withFakes();

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/xiaozhi/ota", "/xiaozhi/ota/"})
    void a_browser_gets_a_page_with_the_address_and_what_to_do_with_it(String path) throws IOException {
        BareHttp.Answer page = get(path, "192.0.2.1:8000", "Accept: " + BROWSER);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.head()).contains("\r\nContent-Type: text/html; charset=utf-8\r\n", "\r\nContent-Length: ");
        assertThat(page.body())
                .startsWith("<!doctype html><html lang=\"en\">")
                .contains(">" + ADDRESS + "<", "http://192.168.4.1", "Advanced", "Custom OTA URL", "Save")
                .contains("href=\"http://192.0.2.1:8000/\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "zh-CN,zh;q=0.9,en;q=0.8 | zh-CN",
                "zh | zh-CN",
                "zh-TW | zh-CN",
                "en-GB,zh;q=0.5 | en",
                "en;q=0.4, ZH-hans;q=0.6 | zh-CN",
                "zh;q=0, en;q=0.1 | en",
                "de-DE,fr;q=0.7 | en",
                "de,zh;q=0.1 | zh-CN",
                "* | en",
                ";;q=,q=;zh;q=x | en"
            })
    void it_speaks_the_language_of_the_phone(String accepted, String spoken) throws IOException {
        BareHttp.Answer page =
                get("/xiaozhi/ota/", "192.0.2.1:8000", "Accept: " + BROWSER, "Accept-Language: " + accepted);

        assertThat(page.body()).contains("<html lang=\"" + spoken + "\">");
        assertThat(page.body().contains("高级选项")).isEqualTo(spoken.equals("zh-CN"));
        assertThat(page.head()).contains("\r\nVary: Accept, Accept-Language\r\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Nothing: said",
                "Accept: */*",
                "Accept: text/*",
                "Accept: application/json",
                "Accept: text/plain, text/html;q=0.5",
                "Accept: text/html;q=0, */*",
                "Accept: text/html;q=none",
                "Accept: ,;,=",
                "Accept: text/htmlx"
            })
    void whoever_does_not_ask_for_html_gets_the_plain_answer_that_programs_know(String header) throws IOException {
        BareHttp.Answer plain = get("/xiaozhi/ota/", "192.0.2.1:8000", header);

        assertThat(plain.head().lines().skip(1).filter(line -> !line.isEmpty()))
                .containsExactlyInAnyOrder(
                        "Content-Type: text/plain; charset=utf-8",
                        "Content-Length: " + plain.body().length());
        assertThat(plain.body())
                .isEqualTo("Mynah answers configuration requests here.\nEnter this address in your device: " + ADDRESS
                        + "\nVoice channel: ws://192.0.2.1:8000/xiaozhi/v1/\n");
    }

    @Test
    void the_page_allows_its_own_style_and_nothing_else() throws IOException {
        BareHttp.Answer page = get("/xiaozhi/ota/", "192.0.2.1:8000", "Accept: " + BROWSER);

        assertThat(page.head())
                .contains("Content-Security-Policy: default-src 'none'; style-src 'sha256-", "frame-ancestors 'none'")
                .contains("X-Content-Type-Options: nosniff", "Cache-Control: no-store")
                .doesNotContain("unsafe");
        assertThat(page.body()).doesNotContain("<script", "style=\"", " onclick");
        assertThat(page.body().length()).as("one packet or two of a weak Wi-Fi").isLessThan(4000);
    }

    @ParameterizedTest
    @CsvSource({"localhost:8000,localhost", "127.0.0.1:8000,127.0.0.1"})
    void it_says_when_no_device_can_reach_the_address(String host, String named) throws IOException {
        assertThat(get("/xiaozhi/ota/", host, "Accept: " + BROWSER).body())
                .contains("role=\"alert\"", "cannot reach " + named);
        assertThat(get("/xiaozhi/ota/", "192.0.2.1:8000", "Accept: " + BROWSER).body())
                .doesNotContain("role=\"alert\"");
    }

    @Test
    void an_address_that_no_device_can_use_is_not_shown_to_be_entered() throws IOException {
        assertThat(get("/xiaozhi/ota/", "[2001:db8::1]:8000", "Accept: " + BROWSER)
                        .body())
                .contains("IPv4")
                .doesNotContain("2001", "Custom OTA URL");
    }

    private BareHttp.Answer get(String path, String host, String... headers) throws IOException {
        return BareHttp.ask(
                server.port(),
                "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + String.join("\r\n", headers) + "\r\n\r\n");
    }
}
