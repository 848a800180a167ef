package dev.mynah.simulator.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.simulator.ScriptedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FirmwareWebSocketTest {
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

    private final WireListener listener = new WireListener() {
        @Override
        public void text(String text) {
            heard.add("text " + text);
        }

        @Override
        public void binary(byte[] payload) {
            heard.add("binary " + payload.length);
        }

        @Override
        public void closed(String why) {
            heard.add("closed " + why);
        }
    };

    private FirmwareWebSocket connect(ScriptedServer server, boolean answerPings) throws IOException {
        return FirmwareWebSocket.connect(
                server.webSocketUrl(),
                Map.of("Device-Id", "a0:b1:c2:d3:e4:f5", "Authorization", "Bearer t", "Protocol-Version", "1"),
                new FirmwareWebSocket.Settings(
                        answerPings, Duration.ofSeconds(10), Thread.ofVirtual().factory(), new Random(1)),
                listener);
    }

    private String next() throws InterruptedException {
        return String.valueOf(heard.poll(20, TimeUnit.SECONDS));
    }

    @Test
    void the_upgrade_looks_like_the_firmwares() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.Channel::next)) {
            FirmwareWebSocket socket = connect(server, true);
            assertThat(server.requests().getFirst())
                    .startsWith(String.join(
                            "\r\n",
                            "GET /xiaozhi/v1/ HTTP/1.1",
                            "Host: 127.0.0.1",
                            "Authorization: Bearer t",
                            "Connection: Upgrade",
                            "Device-Id: a0:b1:c2:d3:e4:f5",
                            "Protocol-Version: 1",
                            "Sec-WebSocket-Key: "))
                    .endsWith("Sec-WebSocket-Version: 13\r\nUpgrade: websocket\r\n\r\n");
            socket.closeTcp();
            assertThat(next()).isEqualTo("closed the device closed the connection");
        }
    }

    @Test
    void a_refused_upgrade_is_an_exception() throws Exception {
        try (ScriptedServer server = new ScriptedServer(channel -> {})) {
            server.refusingUpgrades("HTTP/1.1 401 Unauthorized");
            assertThatThrownBy(() -> connect(server, true))
                    .isInstanceOf(HandshakeRefused.class)
                    .hasMessage("HTTP/1.1 401 Unauthorized");
        }
    }

    @Test
    void a_frame_glued_to_the_upgrade_is_heard() throws Exception {
        try (ScriptedServer server = new ScriptedServer(ScriptedServer.Channel::next)) {
            server.gluing(ScriptedServer.frame(0x81, "early".getBytes(StandardCharsets.UTF_8)));
            FirmwareWebSocket socket = connect(server, true);
            assertThat(next()).isEqualTo("text early");
            socket.closeTcp();
        }
    }

    @Test
    void lengths_of_all_sizes_and_fragments_are_understood() throws Exception {
        try (ScriptedServer server = new ScriptedServer(channel -> {
            channel.binary(new byte[0]);
            channel.binary(new byte[125]);
            channel.binary(new byte[126]);
            channel.binary(new byte[65_535]);
            channel.binary(new byte[100_000]);
            channel.raw(ScriptedServer.frame(0x01, "one ".getBytes(StandardCharsets.UTF_8)));
            channel.raw(ScriptedServer.frame(0x89, "ping".getBytes(StandardCharsets.UTF_8)));
            channel.raw(ScriptedServer.frame(0x80, "message".getBytes(StandardCharsets.UTF_8)));
            ScriptedServer.Received pong = channel.next();
            channel.text(pong.opcode() + " " + pong.text() + " " + pong.masked());
            channel.next();
        })) {
            FirmwareWebSocket socket = connect(server, true);
            for (int length : new int[] {0, 125, 126, 65_535, 100_000}) {
                assertThat(next()).isEqualTo("binary " + length);
            }
            assertThat(next()).isEqualTo("text one message");
            assertThat(next()).isEqualTo("text 10 ping true");
            socket.closeTcp();
        }
    }

    @Test
    void pings_can_stay_unanswered() throws Exception {
        try (ScriptedServer server = new ScriptedServer(channel -> {
            channel.raw(ScriptedServer.frame(0x89, new byte[0]));
            channel.text(channel.next().text());
        })) {
            FirmwareWebSocket socket = connect(server, false);
            socket.sendText("no pong came before this");
            assertThat(next()).isEqualTo("text no pong came before this");
        }
    }

    @Test
    void sent_frames_are_masked_and_whole() throws Exception {
        try (ScriptedServer server = new ScriptedServer(channel -> {
            for (int i = 0; i < 3; i++) {
                ScriptedServer.Received frame = channel.next();
                channel.text(frame.opcode() + " " + frame.bytes().length + " " + frame.masked() + " " + frame.whole());
            }
        })) {
            FirmwareWebSocket socket = connect(server, true);
            socket.sendText("x".repeat(300));
            socket.sendBinary(new byte[0]);
            socket.sendBinary(new byte[65_535]);
            assertThat(next()).isEqualTo("text 1 300 true true");
            assertThat(next()).isEqualTo("text 2 0 true true");
            assertThat(next()).isEqualTo("text 2 65535 true true");
            assertThatThrownBy(() -> socket.sendBinary(new byte[65_536])).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void close_is_reported_and_not_answered() throws Exception {
        try (ScriptedServer server = new ScriptedServer(channel -> {
            channel.raw(ScriptedServer.frame(0x88, new byte[] {3, (byte) 0xE8}));
            channel.text(channel.next().text());
        })) {
            FirmwareWebSocket socket = connect(server, true);
            assertThat(next()).isEqualTo("closed the server sent Close");
            socket.closeTcp();
        }
    }

    @Test
    void a_connection_can_be_dropped_in_the_middle_of_a_frame() throws Exception {
        LinkedBlockingQueue<String> seen = new LinkedBlockingQueue<>();
        try (ScriptedServer server =
                new ScriptedServer(channel -> seen.add(channel.next().text()))) {
            connect(server, true).dropMidFrame();
            assertThat(seen.poll(20, TimeUnit.SECONDS)).isEqualTo("hung up");
        }
    }

    @Test
    void a_deaf_device_hears_nothing_more() throws Exception {
        try (ScriptedServer server = new ScriptedServer(channel -> {
            channel.next();
            channel.text("unheard");
            channel.raw(ScriptedServer.frame(0x89, new byte[0]));
            channel.drop();
        })) {
            FirmwareWebSocket socket = connect(server, true);
            socket.goDeaf();
            socket.sendText("go on");
            assertThat(next()).startsWith("closed the server closed the connection");
        }
    }
}
