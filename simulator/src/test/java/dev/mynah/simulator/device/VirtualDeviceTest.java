package dev.mynah.simulator.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.protocol.DeviceId;
import dev.mynah.protocol.ListenMode;
import dev.mynah.protocol.audio.AudioPacket;
import dev.mynah.protocol.audio.BinaryFraming;
import dev.mynah.protocol.ota.DeviceConfiguration;
import dev.mynah.simulator.ScriptedServer;
import dev.mynah.simulator.audio.Microphone;
import dev.mynah.simulator.device.ContractViolation.Rule;
import dev.mynah.simulator.net.FirmwareHttp;
import dev.mynah.simulator.net.HandshakeRefused;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualDeviceTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final DeviceProfile PROFILE = DeviceProfile.of(new DeviceId("a0:b1:c2:d3:e4:f5"));
    private static final List<byte[]> WORDS = Microphone.silence(4, new Random(3));

    private final World world = World.real(1);
    private final BlockingQueue<String> noted = new LinkedBlockingQueue<>();

    @AfterEach
    void end() {
        world.close();
    }

    private VirtualDevice device(DeviceSettings settings) {
        return new VirtualDevice(PROFILE, settings, world, AudioObserver.NONE);
    }

    private static DeviceConfiguration.WebSocket where(ScriptedServer server) {
        return new DeviceConfiguration.WebSocket(server.webSocketUrl(), "abc", 1);
    }

    private static void answer(ScriptedServer.Channel channel, int packets) throws IOException {
        channel.text("{\"type\":\"stt\",\"session_id\":\"s-1\",\"text\":\"hello\"}");
        channel.tts("start");
        channel.text("{\"type\":\"tts\",\"session_id\":\"s-1\",\"state\":\"sentence_start\",\"text\":\"Hi.\"}");
        for (int i = 0; i < packets; i++) {
            channel.binary(new byte[] {0x58});
        }
        channel.tts("stop");
    }

    private String noted() throws InterruptedException {
        return String.valueOf(noted.poll(20, TimeUnit.SECONDS));
    }

    @Test
    void a_conversation_in_auto_mode_goes_round() throws Exception {
        try (ScriptedServer server = new ScriptedServer(channel -> {
                    channel.hello();
                    noted.add(channel.expect("\"listen\""));
                    for (int heard = 0; heard < 6; heard++) {
                        noted.add("packet " + channel.next().opcode());
                    }
                    answer(channel, 3);
                    noted.add(channel.expect("\"listen\""));
                });
                VirtualDevice device = device(DeviceSettings.usual())) {
            device.connect(where(server));
            assertThat(device.sessionId()).isEqualTo("s-1");
            assertThat(device.state()).isEqualTo(DeviceState.CONNECTING);
            device.sayPackets(WORDS);
            Reply reply = device.awaitReply(PATIENCE);
            assertThat(reply.sttText()).isEqualTo("hello");
            assertThat(reply.answer()).isEqualTo("Hi.");
            assertThat(reply.packetCount()).isEqualTo(3);
            assertThat(reply.timings().speechEnd())
                    .isPositive()
                    .isLessThan(reply.timings().ttsStart());
            assertThat(noted())
                    .isEqualTo("{\"session_id\":\"s-1\",\"type\":\"listen\",\"state\":\"start\",\"mode\":\"auto\"}");
            for (int heard = 0; heard < 6; heard++) {
                assertThat(noted()).as("words, then the room").isEqualTo("packet 2");
            }
            assertThat(noted()).contains("\"start\"");
            assertThat(device.violations()).isEmpty();
            assertThat(device.connectTimings().helloNanos()).isPositive();
        }
    }

    @Test
    void push_to_talk_releases_the_button_after_the_words() throws Exception {
        try (ScriptedServer server = new ScriptedServer(channel -> {
                    channel.hello();
                    channel.expect("\"stop\"");
                    noted.add("packets "
                            + channel.skipped().stream()
                                    .filter(frame -> frame.opcode() == 2)
                                    .count());
                    answer(channel, 1);
                    channel.next();
                });
                VirtualDevice device = device(DeviceSettings.usual().in(ListenMode.MANUAL))) {
            device.connect(where(server));
            device.sayPackets(WORDS);
            assertThat(device.awaitReply(PATIENCE).answer()).isEqualTo("Hi.");
            assertThat(noted()).isEqualTo("packets 4");
            assertThat(device.state()).isEqualTo(DeviceState.IDLE);
        }
    }

    @Test
    void full_duplex_goes_on_listening_while_speaking() throws Exception {
        try (ScriptedServer server = new ScriptedServer(channel -> {
                    channel.hello();
                    channel.expect("\"realtime\"");
                    channel.tts("start");
                    for (int i = 0; i < 3; i++) {
                        noted.add("packet " + channel.next().opcode());
                    }
                    channel.tts("stop");
                    noted.add("after " + channel.next().opcode());
                });
                VirtualDevice device = device(DeviceSettings.usual().in(ListenMode.REALTIME))) {
            device.connect(where(server));
            device.listen(ListenMode.REALTIME);
            device.awaitReply(PATIENCE);
            assertThat(List.of(noted(), noted(), noted())).containsOnly("packet 2");
            assertThat(noted()).as("no listen start, just more sound").isEqualTo("after 2");
        }
    }

    @Test
    void the_wake_word_sends_a_burst_before_anything_else() throws Exception {
        try (ScriptedServer server = new ScriptedServer(channel -> {
                    channel.hello();
                    String detect = channel.expect("detect");
                    noted.add("before "
                            + channel.skipped().stream()
                                    .filter(frame -> frame.opcode() == 2)
                                    .count());
                    noted.add(detect);
                    noted.add(channel.next().text());
                });
                VirtualDevice device = device(DeviceSettings.usual())) {
            device.connect(where(server));
            device.wakeUp("hey \"mynah\"", Microphone.silence(50, new Random(1)));
            assertThat(noted()).isEqualTo("before 33");
            assertThat(noted()).as("not escaped").endsWith("\"text\":\"hey \"mynah\"\"}");
            assertThat(noted()).contains("\"start\"");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    void framings_with_a_header_are_spoken_both_ways(int version) throws Exception {
        BinaryFraming framing = BinaryFraming.ofVersion(version);
        try (ScriptedServer server = new ScriptedServer(channel -> {
                    channel.hello();
                    channel.expect("listen");
                    noted.add(String.valueOf(framing.decode(channel.next().bytes()) instanceof AudioPacket));
                    channel.tts("start");
                    channel.binary(framing.encode(new byte[] {0x58}, 60));
                    channel.tts("stop");
                    channel.next();
                });
                VirtualDevice device = device(DeviceSettings.usual().framed(version))) {
            device.connect(where(server));
            device.sayPackets(WORDS);
            assertThat(device.awaitReply(PATIENCE).packets()).singleElement().isEqualTo(new byte[] {0x58});
            assertThat(noted()).isEqualTo("true");
            assertThat(server.requests().getFirst()).contains("Protocol-Version: " + version);
        }
    }

    @Test
    void a_button_stops_the_speech_when_the_server_obeys() throws Exception {
        try (ScriptedServer server = new ScriptedServer(channel -> {
                    channel.hello();
                    channel.expect("listen");
                    channel.tts("start");
                    noted.add(channel.expect("abort"));
                    channel.tts("stop");
                    noted.add(channel.expect("listen"));
                });
                VirtualDevice device = device(DeviceSettings.usual())) {
            device.connect(where(server));
            device.listen(ListenMode.AUTO);
            assertThat(device.awaitState(DeviceState.SPEAKING, PATIENCE)).isTrue();
            device.abort();
            assertThat(device.awaitReply(PATIENCE).interrupted()).isTrue();
            assertThat(noted()).isEqualTo("{\"session_id\":\"s-1\",\"type\":\"abort\"}");
            assertThat(noted()).contains("\"start\"");
        }
    }

    @Test
    void the_wake_word_interrupts_and_listens() throws Exception {
        try (ScriptedServer server = new ScriptedServer(channel -> {
                    channel.hello();
                    channel.expect("listen");
                    channel.tts("start");
                    noted.add(channel.expect("abort"));
                    noted.add(channel.expect("listen"));
                });
                VirtualDevice device = device(DeviceSettings.usual())) {
            device.connect(where(server));
            device.listen(ListenMode.AUTO);
            assertThat(device.awaitState(DeviceState.SPEAKING, PATIENCE)).isTrue();
            device.abortByWakeWord();
            assertThat(noted()).contains("\"reason\":\"wake_word_detected\"");
            assertThat(noted()).contains("\"start\"");
        }
    }

    @Test
    void tools_are_called_over_the_channel() throws Exception {
        try (ScriptedServer server = new ScriptedServer(channel -> {
                    channel.hello();
                    channel.text(
                            "{\"type\":\"mcp\",\"payload\":{\"jsonrpc\":\"2.0\",\"id\":4,\"method\":\"tools/call\","
                                    + "\"params\":{\"name\":\"self.audio_speaker.set_volume\",\"arguments\":{\"volume\":33}}}}");
                    noted.add(channel.expect("\"mcp\""));
                    channel.expect("listen");
                    answer(channel, 0);
                    channel.next();
                });
                VirtualDevice device = device(DeviceSettings.usual())) {
            device.connect(where(server));
            assertThat(noted())
                    .isEqualTo("{\"session_id\":\"s-1\",\"type\":\"mcp\",\"payload\":{\"jsonrpc\":\"2.0\",\"id\":4,"
                            + "\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"true\"}],\"isError\":false}}}");
            assertThat(device.standardTools().volume()).isEqualTo(33);
            device.listen(ListenMode.AUTO);
            assertThat(device.awaitReply(PATIENCE).toolCalls()).containsExactly("self.audio_speaker.set_volume");
        }
    }

    @Test
    void a_camera_sends_its_picture_where_the_introduction_said() throws Exception {
        try (ScriptedServer vision = new ScriptedServer(channel -> {}).replying("{\"response\":\"a cat\"}");
                ScriptedServer server = new ScriptedServer(channel -> {
                    channel.hello();
                    channel.text(
                            "{\"type\":\"mcp\",\"payload\":{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\","
                                    + "\"params\":{\"capabilities\":{\"vision\":{\"url\":\"" + vision.http()
                                    + "/explain\",\"token\":\"t\"}}}}}");
                    channel.expect("serverInfo");
                    channel.text(
                            "{\"type\":\"mcp\",\"payload\":{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\","
                                    + "\"params\":{\"name\":\"self.camera.take_photo\",\"arguments\":"
                                    + "{\"question\":\"what is it\"}}}}");
                    noted.add(channel.expect("\"id\":2"));
                });
                VirtualDevice device = device(DeviceSettings.usual())) {
            device.addCamera(new byte[] {(byte) 0xFF, (byte) 0xD8});
            device.connect(where(server));
            assertThat(noted()).contains("a cat");
            assertThat(vision.requests().getFirst())
                    .startsWith("POST /explain HTTP/1.1")
                    .contains("Authorization: Bearer t", "Device-Id: a0:b1:c2:d3:e4:f5", "Transfer-Encoding: chunked")
                    .doesNotContain("Content-Length");
            assertThat(new String(vision.bodies().getFirst(), java.nio.charset.StandardCharsets.ISO_8859_1))
                    .containsSubsequence(
                            "name=\"question\"", "what is it", "name=\"file\"; filename=\"camera.jpg\"", "image/jpeg")
                    .endsWith("------ESP32_CAMERA_BOUNDARY--\r\n\r\n0\r\n\r\n");
        }
    }

    @Test
    void a_hello_without_transport_is_the_end() throws Exception {
        try (ScriptedServer server = new ScriptedServer(channel -> {
                    channel.expect("hello");
                    channel.text("{\"type\":\"hello\",\"session_id\":\"s-1\"}");
                    channel.drop();
                });
                VirtualDevice device = device(DeviceSettings.usual())) {
            assertThatThrownBy(() -> device.connect(where(server))).isInstanceOf(NoReplyException.class);
            assertThat(device.violationCounts()).containsOnlyKeys(Rule.BAD_HELLO, Rule.NO_HELLO);
        }
    }

    @Test
    void waiting_for_a_hello_has_an_end() throws Exception {
        DeviceSettings impatient = DeviceSettings.usual().waitingForHello(Duration.ofMillis(50));
        try (ScriptedServer server = new ScriptedServer(channel -> {
                    channel.expect("hello");
                    channel.next();
                });
                VirtualDevice device = device(impatient)) {
            assertThatThrownBy(() -> device.connect(where(server)))
                    .isInstanceOf(NoReplyException.class)
                    .hasMessage("no hello within 50 ms");
            assertThat(device.violationCounts()).containsOnlyKeys(Rule.NO_HELLO);
        }
    }

    @Test
    void a_refused_upgrade_is_told() throws Exception {
        try (ScriptedServer server = new ScriptedServer(channel -> {});
                VirtualDevice device = device(DeviceSettings.usual())) {
            server.refusingUpgrades("HTTP/1.1 403 Forbidden");
            assertThatThrownBy(() -> device.connect(where(server)))
                    .isInstanceOf(HandshakeRefused.class)
                    .hasMessageContaining("403");
            assertThatThrownBy(() -> device.awaitReply(PATIENCE)).hasMessageContaining("403");
        }
    }

    @Test
    void a_lost_connection_ends_the_waiting() throws Exception {
        try (ScriptedServer server = new ScriptedServer(channel -> {
                    channel.hello();
                    channel.expect("listen");
                    channel.drop();
                });
                VirtualDevice device = device(DeviceSettings.usual())) {
            device.connect(where(server));
            device.sayPackets(WORDS);
            assertThatThrownBy(() -> device.awaitReply(PATIENCE))
                    .isInstanceOf(NoReplyException.class)
                    .hasMessageContaining("the connection ended");
            assertThat(device.state()).isEqualTo(DeviceState.IDLE);
        }
    }

    @Test
    void a_device_can_connect_again() throws Exception {
        try (ScriptedServer server = new ScriptedServer(channel -> {
                    channel.hello();
                    channel.next();
                });
                VirtualDevice device = device(DeviceSettings.usual())) {
            device.connect(where(server));
            device.close();
            device.connect(where(server));
            assertThat(device.state()).isEqualTo(DeviceState.CONNECTING);
            assertThat(device.violations()).isEmpty();
        }
    }

    @Test
    void everything_is_logged() throws Exception {
        try (ScriptedServer server = new ScriptedServer(channel -> {
                    channel.hello();
                    channel.binary(HexFormat.of().parseHex("58"));
                    channel.text("nonsense");
                    channel.text("{\"type\":\"stt\",\"text\":\"x\"}");
                    channel.tts("stop");
                    channel.drop();
                });
                VirtualDevice device = device(DeviceSettings.usual())) {
            device.connect(where(server));
            assertThatThrownBy(() -> device.awaitReply(PATIENCE)).isInstanceOf(NoReplyException.class);
            assertThat(device.log().entries()).hasSize(6);
            assertThat(device.log().entries().getFirst().received()).isFalse();
            assertThat(device.violationCounts())
                    .containsOnlyKeys(Rule.AUDIO_OUTSIDE_SPEECH, Rule.MALFORMED_MESSAGE, Rule.STOP_WITHOUT_START);
            assertThat(device.packetsDropped()).isEqualTo(1);
        }
    }

    @Test
    void the_configuration_is_asked_for_as_devices_do() throws Exception {
        Provisioning provisioning = new Provisioning(new FirmwareHttp(PATIENCE));
        try (ScriptedServer server = new ScriptedServer(channel -> {}).configuring()) {
            DeviceConfiguration configuration = provisioning.check(PROFILE, server.http() + "/xiaozhi/ota/");
            assertThat(configuration.webSocket()).isEqualTo(where(server));
            assertThat(server.requests().getFirst())
                    .startsWith("POST /xiaozhi/ota/ HTTP/1.1\r\n")
                    .contains("\r\nDevice-Id: a0:b1:c2:d3:e4:f5\r\nUser-Agent: bread-compact-wifi/2.4.2\r\n");
            server.replyingRaw("HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n");
            assertThat(provisioning.activate(PROFILE, server.http() + "/xiaozhi/ota/", "c"))
                    .isEqualTo(Provisioning.Answer.PENDING);
            server.replying("{}");
            assertThat(provisioning.activate(PROFILE, server.http() + "/xiaozhi/ota", "c"))
                    .isEqualTo(Provisioning.Answer.BOUND);
            assertThat(server.requests().getLast()).startsWith("POST /xiaozhi/ota/activate ");
        }
    }
}
