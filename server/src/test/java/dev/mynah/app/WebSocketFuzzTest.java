package dev.mynah.app;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.fuzz.WebSocketInputs;
import dev.mynah.testing.JsonClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Damaged frames and messages of both dialects on the real socket; the server serves others all the while. */
class WebSocketFuzzTest {
    private static final String HANDSHAKE = String.join(
            "\r\n",
            "GET /xiaozhi/v1/ HTTP/1.1",
            "Host: h",
            "Connection: Upgrade",
            "Upgrade: websocket",
            "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
            "");

    private final RunningServer server = RunningServer.withFakes();

    @AfterEach
    void nothing_is_left() {
        try (server) {
            Afterwards.nothingIsLeft(server);
        }
    }

    @Test
    void a_few_hundred_connections() throws Exception {
        WebSocketInputs inputs = new WebSocketInputs(31);
        for (int i = 0; i < 200; i++) {
            send(inputs, i);
        }
        othersAreServed();
    }

    @Test
    @Tag("long")
    void a_minute_of_connections() throws Exception {
        WebSocketInputs inputs = new WebSocketInputs(32);
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        for (int i = 0; System.nanoTime() < end; i++) {
            send(inputs, i);
            if (i % 1_000 == 0) {
                othersAreServed();
            }
        }
        othersAreServed();
    }

    private void send(WebSocketInputs inputs, int number) throws IOException {
        String device = number % 3 == 0 ? "" : "Device-Id: 02:00:00:01:00:%02x\r\n".formatted(number % 16);
        try (Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write((HANDSHAKE + device + "\r\n").getBytes(US_ASCII));
            assertThat(head(socket.getInputStream())).contains(" 101 ");
            socket.getOutputStream().write(inputs.connection());
        } catch (java.net.SocketException closed) {
            // The server hung up while we were still talking, as it may.
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return head.toString();
            }
            head.append(new String(new byte[] {(byte) next}, UTF_8));
        }
        return head.toString();
    }

    private void othersAreServed() throws InterruptedException {
        try (JsonClient app = JsonClient.authenticated(server.webSocketUrl(), "02:00:00:02:00:01")) {
            app.say("{\"type\":\"voice_command\",\"message_id\":\"q\",\"data\":{\"command\":\"hello\"}}");
            app.expect("voice_command");
            app.expect("response");
        }
    }
}
