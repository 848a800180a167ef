package dev.mynah.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.mynah.protocol.message.ServerMessage;
import dev.mynah.testing.WireDevice;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes no firmware sends, on the real socket: the session survives or ends for a named reason, and nobody else notices. */
class BadWebSocketInputTest {
    private static final List<String> MEANINGLESS = List.of(
            "",
            "{",
            "null",
            "[]",
            "42",
            "\"hello\"",
            "{}",
            "{\"type\":null}",
            "{\"type\":7}",
            "{\"type\":{}}",
            "{\"type\":\"listen\"}",
            "{\"type\":\"listen\",\"state\":[]}",
            "{\"type\":\"listen\",\"state\":\"start\",\"mode\":5}",
            "{\"type\":\"listen\",\"state\":\"detect\",\"text\":{}}",
            "{\"type\":\"abort\",\"reason\":[1]}",
            "{\"type\":\"mcp\"}",
            "{\"type\":\"mcp\",\"payload\":[]}",
            "{\"type\":\"mcp\",\"payload\":{\"id\":1e400,\"result\":{}}}",
            "{\"type\":\"mcp\",\"payload\":{\"jsonrpc\":\"2.0\",\"id\":99999999999,\"result\":null}}",
            "{\"type\":\"hello\",\"audio_params\":\"loud\"}",
            "{\"type\":\"no such type\",\"a\":[[[[[[[[[[]]]]]]]]]]}",
            "\u0000\u0001\u0002");

    private static final List<String> AGAINST_THE_RULES = List.of(
            "817f0000000000010001", // 65,537 bytes of text, not masked
            "81ff000000000001000100000000", // 65,537 bytes of text
            "82ff7fffffffffffffff00000000", // 2^63-1 bytes of audio
            "82ffffffffffffffffff00000000", // a negative length
            "810568656c6c6f", // not masked
            "c18000000000", // a reserved bit
            "838000000000", // a reserved opcode for data
            "8b8000000000", // a reserved opcode for control
            "89fe007e00000000", // a ping of 126 bytes
            "098000000000", // a ping in fragments
            "808000000000", // the end of a message that never began
            "888100000000ff", // a close with half a code
            "88820000000003e7" // a close with a code nobody may send
            );

    private final RunningServer server = RunningServer.withFakes();

    @AfterEach
    void others_are_served_and_nothing_is_left() throws Exception {
        Afterwards.allIsWell(server);
    }

    @Test
    void a_text_that_means_nothing_is_ignored() throws Exception {
        try (WireDevice device = WireDevice.connect(server.webSocketUrl(), 1)) {
            for (String text : MEANINGLESS) {
                device.say(text);
            }
            survives(device);
        }
    }

    @Test
    void deep_json_of_any_shape_is_ignored() throws Exception {
        try (WireDevice device = WireDevice.connect(server.webSocketUrl(), 1)) {
            device.say("[".repeat(60_000));
            device.say("{\"type\":".repeat(7_000));
            device.say("{\"type\":\"mcp\",\"payload\":" + "{\"a\":".repeat(8_000) + "1" + "}".repeat(8_001));
            device.say("{\"type\":\"listen\",\"state\":\"start\",\"mode\":" + "9".repeat(60_000) + "}");
            survives(device);
        }
    }

    @Test
    void text_that_is_not_utf8_harms_nobody() throws Exception {
        WireDevice device = WireDevice.connect(server.webSocketUrl(), 1);
        device.wire().sendRaw(frame(0x81, HexFormat.of().parseHex("c328a0a1fffefd")));
        device.say("{\"type\":\"abort\"}");
        device.close();
        Afterwards.await("session", () -> server.sessions().size() == 0);
    }

    @Test
    void anything_before_hello_is_ignored_and_only_the_first_hello_is_answered() throws Exception {
        try (WireDevice device = WireDevice.silent(server.webSocketUrl(), 1, 1)) {
            device.wire().sendBinary(new byte[60]);
            device.say(WireDevice.ABORT);
            device.listen("auto");
            device.ask("is anybody there");
            device.say("{\"type\":\"hello\",\"version\":\"one\"}");
            for (int i = 0; i < 5; i++) {
                device.say(WireDevice.HELLO);
            }
            survives(device);
            assertThat(device.count(ServerMessage.Hello.class)).isEqualTo(1);
            assertThat(server.sessions().size()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void packets_that_are_no_opus_and_headers_that_lie_are_skipped(int framing) throws Exception {
        try (WireDevice device = WireDevice.silent(server.webSocketUrl(), 1, framing)) {
            device.say(WireDevice.HELLO.replace("\"version\":1", "\"version\":" + framing));
            device.await(1, ServerMessage.Hello.class);
            device.wire().sendBinary(new byte[] {1, 2, 3});
            device.listen("manual");
            for (byte[] packet : garbage(framing)) {
                device.wire().sendBinary(packet);
            }
            device.say("{\"type\":\"listen\",\"state\":\"stop\"}");
            device.await(1, ServerMessage.Stt.class);
            device.await(1, ServerMessage.TtsStop.class);
            assertThat(device.alive()).isTrue();
        }
        Afterwards.ended(server, "device_left", 1);
    }

    private static List<byte[]> garbage(int framing) {
        RandomGenerator random = new Random(7);
        return random.ints(150, 0, 400)
                .mapToObj(length -> {
                    byte[] packet = new byte[length];
                    random.nextBytes(packet);
                    if (length >= 16 && random.nextBoolean()) {
                        header(packet, framing, random.nextBoolean() ? length : Integer.MAX_VALUE - length);
                    }
                    return packet;
                })
                .toList();
    }

    private static void header(byte[] packet, int framing, int size) {
        ByteBuffer bytes = ByteBuffer.wrap(packet);
        if (framing == 2) {
            bytes.putShort((short) 2).putShort((short) 0).putInt(0).putInt(1).putInt(size - 16);
        } else if (framing == 3) {
            bytes.put((byte) 0).put((byte) 0).putShort((short) (size - 4));
        }
    }

    @Test
    void the_largest_packet_a_device_can_send_is_skipped() throws Exception {
        try (WireDevice device = WireDevice.connect(server.webSocketUrl(), 1)) {
            device.listen("auto");
            byte[] packet = new byte[65_535];
            new Random(1).nextBytes(packet);
            device.wire().sendBinary(packet);
            survives(device);
        }
    }

    @Test
    void a_frame_against_the_rules_ends_the_session_by_name() throws Exception {
        int ended = 0;
        for (String hex : AGAINST_THE_RULES) {
            WireDevice device = WireDevice.connect(server.webSocketUrl(), 1);
            device.listen("auto");
            device.wire().sendRaw(HexFormat.of().parseHex(hex));
            device.awaitEnd();
            Afterwards.ended(server, "protocol_error", ++ended);
        }
    }

    @Test
    void a_message_in_fragments_is_read_as_one_and_must_not_grow_for_ever() throws Exception {
        WireDevice device = WireDevice.connect(server.webSocketUrl(), 1);
        device.wire().sendRaw(frame(0x01, "{\"type\":\"listen\",".getBytes(StandardCharsets.US_ASCII)));
        device.wire().sendRaw(frame(0x89, new byte[3]));
        device.wire().sendRaw(frame(0x80, "\"state\":\"start\"}".getBytes(StandardCharsets.US_ASCII)));
        survives(device);
        device.wire().sendRaw(frame(0x01, new byte[30_000]));
        assertThatThrownBy(() -> {
                    for (int i = 0; i < 5_000; i++) {
                        device.wire().sendRaw(frame(0x00, new byte[30_000]));
                    }
                })
                .isInstanceOf(IOException.class);
        Afterwards.ended(server, "protocol_error", 1);
    }

    @Test
    void a_connection_that_breaks_in_the_middle_of_a_frame_frees_its_session() throws Exception {
        WireDevice device = WireDevice.connect(server.webSocketUrl(), 1);
        server.model().says("A long answer that is still being spoken when the connection breaks.");
        device.listen("auto");
        device.ask("tell me");
        device.await(1, ServerMessage.TtsSentenceStart.class);
        device.wire().dropMidFrame();
        Afterwards.ended(server, "device_left", 1);
        Afterwards.nothingIsLeft(server);
    }

    @Test
    void ten_seconds_of_silence_are_no_utterance() throws Exception {
        try (WireDevice device = WireDevice.connect(server.webSocketUrl(), 1)) {
            device.listen("auto");
            byte[] dtx = {(byte) 0xf8, (byte) 0xff, (byte) 0xfe};
            for (int i = 0; i < 167; i++) {
                device.wire().sendBinary(dtx);
            }
            survives(device);
            assertThat(server.recognition().opened()).isZero();
        }
    }

    /** The session answers a question as if nothing had been. */
    private void survives(WireDevice device) throws Exception {
        server.model().says("Yes.");
        Afterwards.converse(device, 1);
    }

    private static byte[] frame(int first, byte[] payload) {
        byte[] head = payload.length < 126
                ? new byte[] {(byte) first, (byte) (0x80 | payload.length), 0, 0, 0, 0}
                : new byte[] {(byte) first, (byte) 0xfe, (byte) (payload.length >> 8), (byte) payload.length, 0, 0, 0, 0
                };
        byte[] whole = Arrays.copyOf(head, head.length + payload.length);
        System.arraycopy(payload, 0, whole, head.length, payload.length);
        return whole;
    }
}
