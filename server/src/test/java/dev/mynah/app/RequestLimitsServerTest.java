package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.api.contract.Contract;
import dev.mynah.testing.BareHttp;
import dev.mynah.testing.ContractClient;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The whole server against clients that ask too often. */
class RequestLimitsServerTest {
    private final RunningServer server = RunningServer.withFakes(
            "devices.activation=false",
            "limits.exempt=",
            "limits.ota.per-minute=1",
            "limits.ota.burst=3",
            "limits.ota-device.per-minute=1",
            "limits.ota-device.burst=2",
            "limits.websocket.per-minute=1",
            "limits.websocket.burst=1",
            "limits.rest.per-minute=1",
            "limits.rest.burst=5",
            "limits.login.per-minute=1",
            "limits.login.burst=2",
            "http.trusted-proxies=127.0.0.1");

    @AfterEach
    void stop() {
        server.close();
    }

    private BareHttp.Answer ota(String device) throws IOException {
        String head = head(
                "POST /xiaozhi/ota/ HTTP/1.1", "Host: 127.0.0.1:8002", "Device-Id: " + device, "Content-Length: 2");
        return BareHttp.ask(server.port(), head + "{}");
    }

    private static String head(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    @Test
    void a_device_that_asks_too_often_is_told_when_to_come_again_in_a_form_it_can_read() throws IOException {
        assertThat(ota("02:00:00:00:00:01").status()).isEqualTo(200);
        assertThat(ota("02:00:00:00:00:01").status()).isEqualTo(200);
        BareHttp.Answer refused = ota("02:00:00:00:00:01");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.head()).contains("\r\nRetry-After: 60\r\n", "\r\nContent-Type: text/plain");
        assertThat(refused.body()).isEqualTo("Too many requests; come again in 60 s.\n");
        assertThat(ota("02:00:00:00:00:02").status()).as("its neighbour").isEqualTo(200);
        assertThat(ota("02:00:00:00:00:03").status())
                .as("the address has had its share")
                .isEqualTo(429);
        assertThat(server.metrics()
                        .get("mynah.limits.refused")
                        .tag("limit", "ota_device")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void a_connection_too_many_is_refused_before_the_upgrade() throws IOException {
        String upgrade = head(
                "GET /xiaozhi/v1/ HTTP/1.1",
                "Host: x",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Version: 13",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Device-Id: 02:00:00:00:00:01",
                "Client-Id: c",
                "Protocol-Version: 1");
        try (Socket first = BareHttp.connect(server.port())) {
            BareHttp.send(first, upgrade);
            byte[] answer = first.getInputStream().readNBytes(12);
            assertThat(new String(answer, StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 101");
            assertThat(BareHttp.ask(server.port(), upgrade).status()).isEqualTo(429);
        }
    }

    @Test
    void rest_calls_too_many_are_refused_in_the_envelope() {
        try (ContractClient client = client()) {
            for (int i = 0; i < 5; i++) {
                assertThat(client.call("readMe").send().status()).isEqualTo(401);
            }
            ContractClient.Answer refused = client.call("readMe").send();
            assertThat(refused.error()).isEqualTo("TOO_MANY_REQUESTS");
            assertThat(refused.header("Retry-After")).isEqualTo("60");
            assertThat(refused.json().at("/error/details/retry_after_seconds").asInt())
                    .isEqualTo(60);
            assertThat(client.call("readMe")
                            .header("X-Forwarded-For", "203.0.113.9")
                            .send()
                            .status())
                    .as("another client of the same proxy")
                    .isEqualTo(401);
        }
    }

    @Test
    void whoever_tries_passwords_is_stopped_earlier() {
        try (ContractClient client = client()) {
            for (int i = 0; i < 2; i++) {
                assertThat(login(client).status()).isEqualTo(401);
            }
            assertThat(login(client).error()).isEqualTo("TOO_MANY_REQUESTS");
            assertThat(client.call("readMe").send().status())
                    .as("everything else")
                    .isEqualTo(401);
        }
    }

    @Test
    void who_operates_the_server_is_not_counted_as_a_device() throws IOException {
        for (int i = 0; i < 50; i++) {
            assertThat(BareHttp.ask(server.port(), "GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n")
                            .status())
                    .isEqualTo(200);
        }
    }

    private static ContractClient.Answer login(ContractClient client) {
        return client.call("login")
                .json("{\"username\":\"nobody\",\"password\":\"nothing at all\"}")
                .send();
    }

    private ContractClient client() {
        return new ContractClient("http://127.0.0.1:" + server.port(), Contract.ofServer());
    }
}
