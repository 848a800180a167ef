package dev.mynah.simulator.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.simulator.ScriptedServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FirmwareHttpTest {
    private ScriptedServer server;
    private final FirmwareHttp http = new FirmwareHttp(Duration.ofSeconds(10));

    @BeforeEach
    void start() throws IOException {
        server = new ScriptedServer(channel -> {});
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void requests_look_like_the_firmwares() throws Exception {
        server.replying("{}");
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Accept-Language", "en-US");
        headers.put("Device-Id", "a0:b1:c2:d3:e4:f5");
        assertThat(http.post(server.http() + "/xiaozhi/ota/", headers, "{\"version\":2}")
                        .body())
                .isEqualTo("{}");
        assertThat(server.requests())
                .containsExactly("POST /xiaozhi/ota/ HTTP/1.1\r\nHost: " + server.authority()
                        + "\r\nAccept-Language: en-US\r\nDevice-Id: a0:b1:c2:d3:e4:f5"
                        + "\r\nContent-Length: 13\r\nConnection: close\r\n\r\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 200 OK~content-length: 2~~{}|NO_CONTENT_LENGTH|200",
                "HTTP/1.1 200 OK~Transfer-Encoding: chunked~~2~{}~0~~|CHUNKED|200",
                "HTTP/1.1 307 Temporary Redirect~Location: /x~Content-Length: 0~~|REDIRECT|307",
                "HTTP/1.1 404 Not Found~Content-Length: 0~~|STATUS|404",
                "HTTP/1.1 100 Continue~~HTTP/1.1 200 OK~Content-Length: 2~~{}|STATUS|100",
                "HTTP/1.1 200 OK~Content-Length: 8192~~|TOO_LARGE|200",
                "HTTP/1.1 200 OK~Content-Encoding: gzip~Content-Length: 2~~xx|ENCODED|200",
                "HTTP/1.1 200 OK~Content-Length: 20~~short|TRUNCATED|200",
                "HTTP/1.1 200 OK~no colon here~Content-Length: 2~~{}|MALFORMED|200",
                "ICY 200 OK~~|MALFORMED|0",
                "HTTP/1.1|MALFORMED|0"
            })
    void replies_that_a_device_cannot_digest_are_named(String reply, HttpRefusal.Cause cause, int status) {
        server.replyingRaw(reply.replace("~", "\r\n"));
        assertThatThrownBy(() -> http.post(server.http() + "/", Map.of(), "{}"))
                .isInstanceOfSatisfying(HttpRefusal.class, refusal -> {
                    assertThat(refusal.why()).isEqualTo(cause);
                    assertThat(refusal.status()).isEqualTo(status);
                });
    }

    @Test
    void a_body_of_8191_bytes_is_still_read() throws Exception {
        String body = "x".repeat(8191);
        server.replying(body);
        assertThat(http.post(server.http() + "/", Map.of(), "").body()).isEqualTo(body);
    }

    @Test
    void a_port_where_nobody_listens_is_unreachable() throws IOException {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        assertThatThrownBy(() -> http.post("http://127.0.0.1:" + port + "/", Map.of(), ""))
                .isInstanceOfSatisfying(HttpRefusal.class, refusal -> assertThat(refusal.why())
                        .isEqualTo(HttpRefusal.Cause.UNREACHABLE));
    }

    @Test
    void silence_ends_in_a_timeout() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            FirmwareHttp impatient = new FirmwareHttp(Duration.ofMillis(50));
            assertThatThrownBy(() -> impatient.post("http://127.0.0.1:" + silent.getLocalPort() + "/", Map.of(), ""))
                    .isInstanceOfSatisfying(HttpRefusal.class, refusal -> assertThat(refusal.why())
                            .isEqualTo(HttpRefusal.Cause.TIMEOUT));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ws://h:8000/xiaozhi/v1/,h,8000,/xiaozhi/v1/",
        "ws://h/x?a=b,h,80,/x?a=b",
        "wss://h/x,h,443,/x",
        "ws://h:8000,h,8000,/",
        "ws://h:8000?x=1,h,8000,/"
    })
    void web_socket_urls_are_cut_as_the_firmware_cuts_them(String url, String host, int port, String path) {
        DeviceUrl cut = DeviceUrl.webSocket(url);
        assertThat(cut.host()).isEqualTo(host);
        assertThat(cut.port()).isEqualTo(port);
        assertThat(cut.path()).isEqualTo(path);
    }

    @Test
    void a_colon_in_the_query_restarts_a_device() {
        assertThatThrownBy(() -> DeviceUrl.webSocket("ws://h/p?mac=aa:bb"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("restarts");
    }
}
