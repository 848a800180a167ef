package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.testing.BareHttp;
import dev.mynah.testing.BareHttp.Answer;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests no firmware sends: every answer is one a device could read, and the server goes on. */
class BadHttpInputTest {
    private static final String DEVICE = "Device-Id: 02:00:00:00:00:01\r\n";
    private static final String POST = "POST /xiaozhi/ota/ HTTP/1.1\r\nHost: 192.0.2.1:8000\r\n" + DEVICE;

    private static final String WELL_FORMED = DEVICE
            + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n";

    private static final List<String> HOSTS = List.of(
            "",
            "Host: [::1]:8000\r\n",
            "Host: a b\r\n",
            "Host: x\"y\r\n",
            "Host: ../../etc\r\n",
            "Host: h:99999\r\n",
            "Host: h:-1\r\n",
            "Host: \r\n",
            "Host: \u00e4\r\n",
            "Host: evil\rX-Injected: 1\r\n",
            "Host: evil%0d%0aX-Injected:%201\r\n");

    private static final List<String> LINES = List.of(
            "BREW /xiaozhi/ota/ HTTP/1.1",
            "PUT /xiaozhi/ota/ HTTP/1.1",
            "DELETE /xiaozhi/v1/ HTTP/1.1",
            "GET /xiaozhi/v1/ HTTP/1.1",
            "GET /nothing/here HTTP/1.1",
            "GET /%00%0d%0aX-Injected:%201 HTTP/1.1",
            "GET /..%2f..%2fetc/passwd HTTP/1.1",
            "GET /%zz HTTP/1.1",
            "GET //// HTTP/1.1",
            "GET http://other/xiaozhi/ota/ HTTP/1.1",
            "GET ?x HTTP/1.1",
            "GET * HTTP/1.1",
            "OPTIONS * HTTP/1.1",
            "CONNECT other:443 HTTP/1.1",
            "TRACE / HTTP/1.1",
            "GET /",
            "\u0016\u0003\u0001 nonsense",
            "GET / HTTP/1.1 and more");

    private final RunningServer server = RunningServer.withFakes();

    @AfterEach
    void others_are_served() throws Exception {
        Afterwards.allIsWell(server);
    }

    @Test
    void a_body_of_a_megabyte_is_refused_in_few_words() throws Exception {
        Answer answer = ask(POST + "Content-Length: 1000000\r\n\r\n" + "x".repeat(1_000_000));
        assertThat(answer.status()).isEqualTo(413);
        Answer chunked =
                ask(POST + "Transfer-Encoding: chunked\r\n\r\n" + "8000\r\n" + "x".repeat(0x8000) + "\r\n0\r\n\r\n");
        assertThat(chunked.status()).isEqualTo(413);
    }

    @Test
    void a_body_in_chunks_is_read_like_any_other() throws Exception {
        Answer answer = ask(POST + "Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n1\r\n}\r\n0\r\n\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).contains("ws://192.0.2.1:8000/xiaozhi/v1/");
    }

    @Test
    void a_host_no_device_can_use_is_refused_and_never_repeated() throws Exception {
        for (String host : HOSTS) {
            Answer answer = ask("POST /xiaozhi/ota/ HTTP/1.1\r\n" + host + DEVICE + "Content-Length: 2\r\n\r\n{}");
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.head()).doesNotContain("X-Injected").doesNotContain("evil");
        }
    }

    @Test
    void whatever_is_asked_for_is_answered_as_devices_can_read_it() throws Exception {
        for (String line : LINES) {
            ask(line + "\r\nHost: 192.0.2.1\r\nConnection: close\r\n\r\n");
        }
    }

    @Test
    void heads_that_are_too_long_or_contradict_themselves_are_refused() throws Exception {
        for (String request : List.of(
                "GET /" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\nX: " + "x".repeat(10_000) + "\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: h\r\n" + "A: b\r\n".repeat(3_000) + "\r\n",
                POST + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
                POST + "Content-Length: -2\r\n\r\n{}",
                POST + "Content-Length: two\r\n\r\n{}",
                POST + "Content-Length: 99999999999999999999\r\n\r\n{}",
                "GET / HTTP/1.1\r\nno colon here\r\n\r\n")) {
            Answer answer = ask(request);
            assertThat(answer.status()).as(request.substring(0, 30)).isBetween(400, 499);
        }
    }

    @Test
    void a_path_of_four_thousand_letters_gives_an_answer_that_fits_a_device() throws Exception {
        ask("GET /" + "%20".repeat(1_300) + " HTTP/1.1\r\nHost: h\r\n\r\n");
    }

    @Test
    void http_1_0_and_a_hundred_requests_in_a_row_are_answered() throws Exception {
        assertThat(ask("GET /health/live HTTP/1.0\r\n\r\n").status()).isEqualTo(200);
        List<Answer> answers =
                BareHttp.askAll(server.port(), "GET /health/live HTTP/1.1\r\nHost: h\r\n\r\n".repeat(100), 100);
        assertThat(answers)
                .allMatch(answer -> answer.status() == 200 && answer.body().equals("live\n"));
    }

    @Test
    void whoever_waits_to_be_told_to_continue_gets_one_final_answer() throws Exception {
        Answer answer = BareHttp.finalAnswer(
                server.port(), POST + "Expect: 100-continue\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}");
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void a_web_socket_without_the_right_headers_is_refused_at_the_upgrade() throws Exception {
        String upgrade = "GET /xiaozhi/v1/ HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\n";
        for (String rest : List.of(
                "",
                "Connection: Upgrade\r\n",
                DEVICE,
                DEVICE + "Connection: Upgrade\r\n",
                WELL_FORMED.replace("13", "99"),
                WELL_FORMED.replace("02:00:00:00:00:01", "me"))) {
            Answer answer = ask(upgrade + rest + "\r\n");
            assertThat(answer.status()).as(rest).isBetween(400, 499);
        }
    }

    private Answer ask(String request) throws Exception {
        return BareHttp.ask(server.port(), request);
    }
}
