package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.simulator.net.HandshakeRefused;
import dev.mynah.testing.BareHttp;
import dev.mynah.testing.WireDevice;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Peers that are slow, silent, deaf or too many. */
class SlowPeersTest {
    private static final String HEAD = "POST /xiaozhi/ota/ HTTP/1.1\r\nHost: h\r\n";

    private static final String UPGRADE = String.join(
            "\r\n",
            "GET /xiaozhi/v1/ HTTP/1.1",
            "Host: h",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
            "Device-Id: 02:00:00:00:00:01",
            "",
            "");

    private final RunningServer server = RunningServer.withFakes(
            "limits.handshake-timeout=300ms", "limits.hello-timeout=500ms", "limits.sessions=50");

    @AfterEach
    void others_are_served() throws Exception {
        Afterwards.allIsWell(server);
    }

    @Test
    void a_request_that_does_not_come_whole_in_time_is_dropped() throws Exception {
        for (String part : List.of(
                "",
                "G",
                "GET / HTTP/1.1\r\nHost: h\r\nX-",
                HEAD + "Device-Id: 02:00:00:00:00:01\r\nContent-Length: 100\r\n\r\n{",
                HEAD + "Transfer-Encoding: chunked\r\n\r\n5\r\n{",
                "GET /health/live HTTP/1.1\r\nHost: h\r\n\r\n",
                "GET /health/live HTTP/1.1\r\nHost: h\r\n\r\nGET /health/li",
                "GET /xiaozhi/v1/ HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nDevice-Id: 02:00",
                "GET /xiaozhi/v1/ HTTP/1.1\r\nHost: h\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n")) {
            assertDropped(part);
        }
    }

    private void assertDropped(String part) throws IOException {
        try (Socket socket = BareHttp.connect(server.port())) {
            BareHttp.send(socket, part);
            InputStream in = socket.getInputStream();
            byte[] answer = in.readAllBytes();
            assertThat(new String(answer, StandardCharsets.UTF_8))
                    .as("after '%s'", part)
                    .matches("(?s)(HTTP/1.1 \\d{3} .*)?");
        } catch (SocketException reset) {
            assertThat(reset).as("dropped all the same").hasMessageContaining("reset");
        }
    }

    @Test
    void a_connection_that_never_says_hello_is_closed_and_one_that_did_stays() throws Exception {
        try (WireDevice talking = WireDevice.connect(server.webSocketUrl(), 1);
                WireDevice silent = WireDevice.silent(server.webSocketUrl(), 2, 1)) {
            assertThat(silent.awaitEnd()).isEqualTo("the server sent Close");
            assertThat(talking.alive()).isTrue();
            assertThat(server.sessions().size()).isEqualTo(1);
        }
    }

    @Test
    void no_more_devices_than_allowed_get_in_however_they_try_and_each_refused_one_is_told() throws Exception {
        List<WireDevice> devices = new ArrayList<>();
        int refused = 0;
        try {
            for (int i = 0; i < 400; i++) {
                try {
                    devices.add(
                            i < 40
                                    ? WireDevice.connect(server.webSocketUrl(), i)
                                    : WireDevice.silent(server.webSocketUrl(), i, 1));
                } catch (HandshakeRefused full) {
                    assertThat(full).hasMessage("HTTP/1.1 503 Service Unavailable");
                    refused++;
                }
            }
            assertThat(refused).isPositive();
            assertThat(server.sessions().size()).isLessThanOrEqualTo(50);
            // A device that comes back takes its own place, although there is no other.
            try (WireDevice again = WireDevice.connect(server.webSocketUrl(), 0)) {
                Afterwards.converse(again, 1);
            }
        } finally {
            devices.forEach(WireDevice::close);
        }
    }

    @Test
    void those_who_wait_to_say_hello_count_too() throws Exception {
        List<WireDevice> devices = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                devices.add(WireDevice.silent(server.webSocketUrl(), i, 1));
            }
            assertThatThrownBy(() -> WireDevice.silent(server.webSocketUrl(), 99, 1))
                    .isInstanceOf(HandshakeRefused.class)
                    .hasMessageContaining("503");
            for (WireDevice device : devices) {
                device.awaitEnd();
            }
            WireDevice.connect(server.webSocketUrl(), 99).close();
        } finally {
            devices.forEach(WireDevice::close);
        }
    }

    @Test
    void a_device_that_stops_reading_is_given_up_and_nobody_else_feels_it() throws Exception {
        server.model().says("Yes.");
        server.voice().speaks((sentence, sink) -> {
            int seconds = sentence.equals("Yes.") ? 0 : 60;
            sink.accept(new short[4_000 + 24_000 * seconds], 24_000);
        });
        try (Socket deaf = deafDevice();
                WireDevice other = WireDevice.connect(server.webSocketUrl(), 2)) {
            Afterwards.await("both", () -> server.sessions().size() == 2);
            server.model().says("A very long story");
            say(deaf, "{\"type\":\"listen\",\"state\":\"start\",\"mode\":\"auto\"}");
            for (int i = 0; i < 3_000 && server.sessions().size() == 2; i++) {
                // What is shown fills the socket; speech alone would take a minute to. Slowly: a flood is another
                // fault.
                say(deaf, "{\"type\":\"listen\",\"state\":\"detect\",\"text\":\"" + "q".repeat(20_000) + "\"}");
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
            }
            server.model().says("Yes.");
            Afterwards.converse(other, 1);
            Afterwards.ended(server, "congested", 1);
            assertThat(other.alive()).isTrue();
            assertThat(other.count(ServerMessage.Hello.class)).isEqualTo(1);
        }
    }

    /** A device whose receive buffer is small and never emptied. */
    private Socket deafDevice() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
        BareHttp.send(socket, UPGRADE);
        assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                .isEqualTo("HTTP/1.1 101");
        say(socket, WireDevice.HELLO);
        return socket;
    }

    private static void say(Socket socket, String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.US_ASCII);
        byte[] head = payload.length < 126
                ? new byte[] {(byte) 0x81, (byte) (0x80 | payload.length), 0, 0, 0, 0}
                : new byte[] {(byte) 0x81, (byte) 0xfe, (byte) (payload.length >> 8), (byte) payload.length, 0, 0, 0, 0
                };
        try {
            socket.getOutputStream().write(head);
            socket.getOutputStream().write(payload);
        } catch (SocketException given) {
            // The server may have given it up already.
        }
    }
}
