package dev.mynah.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.app.RunningServer;
import dev.mynah.protocol.audio.BinaryFraming;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.protocol.ota.DeviceConfigurations;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** C27 and C28: who may open a channel, decided at the upgrade. */
class AdmissionConformanceTest {
    private static final RunningServer SERVER = RunningServer.withActivation();
    private static final AtomicInteger NUMBERS = new AtomicInteger();
    private static final String CLIENT = RawHttp.DEVICE.get("Client-Id") + "";

    private final String mac = "02:00:27:00:00:%02x".formatted(NUMBERS.incrementAndGet());

    @AfterAll
    static void stop() {
        SERVER.close();
    }

    @Test
    void c27_a_bound_device_with_its_token_is_let_in() throws Exception {
        String token = bound(SERVER);
        try (WireDevice device = upgrade(SERVER, CLIENT, "Authorization: Bearer " + token)) {
            assertThat(device.responseHead()).startsWith("HTTP/1.1 101");
            device.hello(false);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Authorization: Bearer wrong",
                "Authorization: Bearer",
                "Authorization: Basic YTpi",
                "Authorization: %s",
                "Authorization: Bearer %s.",
                "Authorization: bearer %s",
                "X-Authorization: Bearer %s",
                "Cookie: token=%s; session=%s"
            })
    void c27_whatever_else_is_shown_is_refused_at_the_upgrade(String header) throws Exception {
        String token = bound(SERVER);
        try (WireDevice device = upgrade(SERVER, CLIENT, header.replace("%s", token))) {
            assertThat(device.responseHead())
                    .startsWith("HTTP/1.1 401 ")
                    .contains("\r\nContent-Length: ")
                    .doesNotContainIgnoringCase("transfer-encoding");
        }
    }

    @Test
    void c27_a_token_is_worth_nothing_with_another_address_or_client_id() throws Exception {
        String token = bound(SERVER);
        try (WireDevice device =
                upgrade(SERVER, "00000000-0000-4000-8000-000000000000", "Authorization: Bearer " + token)) {
            assertThat(device.responseHead()).startsWith("HTTP/1.1 401 ");
        }
        try (WireDevice device = upgrade(SERVER, "02:00:27:00:01:00", CLIENT, "Authorization: Bearer " + token)) {
            assertThat(device.responseHead()).startsWith("HTTP/1.1 401 ");
        }
    }

    @Test
    void c28_a_token_with_a_space_is_the_whole_header() throws Exception {
        try (RunningServer server = RunningServer.withActivation("devices.token-scheme=Token")) {
            String token = bound(server);
            assertThat(token).startsWith("Token ");
            try (WireDevice device = upgrade(server, CLIENT, "Authorization: " + token)) {
                assertThat(device.responseHead()).startsWith("HTTP/1.1 101");
            }
            try (WireDevice device = upgrade(server, CLIENT, "Authorization: Bearer " + token)) {
                assertThat(device.responseHead()).startsWith("HTTP/1.1 401 ");
            }
        }
    }

    @Test
    void c28_a_token_without_a_space_is_sent_behind_bearer() throws Exception {
        String token = bound(SERVER);
        assertThat(token).doesNotContain(" ");
        try (WireDevice device = upgrade(SERVER, CLIENT, "Authorization: Bearer " + token)) {
            assertThat(device.responseHead()).startsWith("HTTP/1.1 101");
        }
    }

    /** Binds the device and gives its token. */
    private String bound(RunningServer server) throws Exception {
        DeviceConfiguration.Activation activation = configuration(server).activation();
        if (activation != null) {
            server.bind(activation.code());
        }
        DeviceConfiguration.WebSocket where = configuration(server).webSocket();
        if (where == null) {
            throw new AssertionError("no websocket section");
        }
        return where.token();
    }

    private DeviceConfiguration configuration(RunningServer server) throws Exception {
        Map<String, String> headers = new HashMap<>(RawHttp.DEVICE);
        headers.put("Device-Id", mac);
        return DeviceConfigurations.decode(RawHttp.post(server.port(), "/xiaozhi/ota/", "127.0.0.1", headers, "{}")
                .body());
    }

    private WireDevice upgrade(RunningServer server, String clientId, String header) throws Exception {
        return upgrade(server, mac, clientId, header);
    }

    private static WireDevice upgrade(RunningServer server, String address, String clientId, String header)
            throws Exception {
        return WireDevice.upgrade(
                server.port(),
                """
                GET /xiaozhi/v1/ HTTP/1.1
                Host: 127.0.0.1
                Client-Id: %s
                Connection: Upgrade
                Device-Id: %s
                Protocol-Version: 1
                Sec-WebSocket-Key: AAECAwQFBgcICQoLDA0ODw==
                Sec-WebSocket-Version: 13
                Upgrade: websocket
                %s
                """.formatted(clientId, address, header.isEmpty() ? "" : header + "\n"),
                BinaryFraming.RAW);
    }
}
