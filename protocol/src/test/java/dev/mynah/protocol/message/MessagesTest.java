package dev.mynah.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mynah.protocol.ListenMode;
import dev.mynah.protocol.audio.AudioParams;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessagesTest {
    @Test
    void an_unknown_mode_and_no_mode_mean_auto() {
        assertThat(device("{\"type\":\"listen\",\"state\":\"start\"}"))
                .isEqualTo(new DeviceMessage.Listen.Start(ListenMode.AUTO));
        assertThat(device("{\"type\":\"listen\",\"state\":\"start\",\"mode\":\"psychic\"}"))
                .isEqualTo(new DeviceMessage.Listen.Start(ListenMode.AUTO));
    }

    @Test
    void a_bare_hello_gets_the_values_of_old_firmware_and_no_framing() {
        assertThat(device("{\"type\":\"hello\"}"))
                .isEqualTo(new DeviceMessage.Hello(0, Features.NONE, "", AudioParams.UPLINK, null));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"type\":7}|'type' is not a string",
                "{}|'type' is missing",
                "{\"type\":\"listen\"}|'state' is missing",
                "{\"type\":\"listen\",\"state\":\"start\",\"mode\":1}|'mode' is not a string",
                "{\"type\":\"hello\",\"version\":\"1\"}|'version' is not a number",
                "{\"type\":\"hello\",\"version\":99999999999}|'version' is not a number",
                "{\"type\":\"hello\",\"features\":[]}|'features' is not an object",
                "{\"type\":\"hello\",\"features\":{\"mcp\":1}}|'mcp' is not a boolean",
                "{\"type\":\"mcp\"}|'payload' is missing",
                "{\"type\":\"mcp\",\"payload\":[]}|'payload' is not an object",
                "{\"type\":\"abort\",\"reason\":3}|'reason' is not a string",
                "{\"type\":\"abort\",\"session_id\":3}|'session_id' is not a string",
                "[]|not a JSON object",
                "{\"type\"|not JSON"
            })
    void the_reason_names_what_is_wrong(String text, String reason) {
        assertThat(DeviceMessages.decode(text))
                .isInstanceOfSatisfying(Decoded.Malformed.class, malformed -> assertThat(malformed.reason())
                        .contains(reason));
    }

    @Test
    void texts_beyond_the_limits_are_malformed() {
        String deep = "{\"type\":\"mcp\",\"payload\":" + "{\"a\":".repeat(10_000) + "1" + "}".repeat(10_001);
        assertThat(DeviceMessages.decode(deep)).isInstanceOf(Decoded.Malformed.class);
        String large = "{\"type\":\"abort\",\"x\":\"" + "y".repeat(65_536) + "\"}";
        assertThat(DeviceMessages.decode(large)).isInstanceOf(Decoded.Malformed.class);
        String allowed = "{\"type\":\"abort\",\"x\":\"" + "y".repeat(60_000) + "\"}";
        assertThat(DeviceMessages.decode(allowed)).isInstanceOf(Decoded.Valid.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"say \"hi\"", "\"", "\"}", "line\nbreak", "", "plain", "<detect>1 person detected </detect>"})
    void a_detection_is_written_raw_and_read_back(String text) {
        String wire = DeviceMessages.encode("s-1", new DeviceMessage.Listen.Detect(text));
        assertThat(wire).contains("\"text\":\"" + text + "\"}");
        assertThat(DeviceMessages.decode(wire))
                .isEqualTo(new Decoded.Valid<DeviceMessage>("s-1", new DeviceMessage.Listen.Detect(text)));
    }

    @Test
    void a_device_finds_members_in_any_case_but_values_exactly() {
        assertThat(ServerMessages.decode("{\"Type\":\"tts\",\"STATE\":\"start\"}"))
                .isEqualTo(new Decoded.Valid<ServerMessage>("", new ServerMessage.TtsStart()));
        assertThat(ServerMessages.decode("{\"type\":\"tts\",\"state\":\"Start\"}"))
                .isEqualTo(new Decoded.Valid<ServerMessage>("", new ServerMessage.Unknown("tts Start")));
    }

    @Test
    void a_device_ignores_audio_parameters_of_the_wrong_type() {
        String hello = "{\"type\":\"hello\",\"transport\":\"websocket\",\"session_id\":5,"
                + "\"audio_params\":{\"sample_rate\":\"16000\",\"frame_duration\":20}}";
        assertThat(ServerMessages.decode(hello))
                .isEqualTo(new Decoded.Valid<ServerMessage>(
                        "", ServerMessage.Hello.webSocket("", new AudioParams("opus", 24_000, 1, 20))));
    }

    @Test
    void a_udp_hello_needs_its_channel() {
        ServerMessage.Hello hello = new ServerMessage.Hello(
                "udp",
                "s",
                AudioParams.DOWNLINK,
                new ServerMessage.UdpChannel("203.0.113.5", 8884, "0".repeat(32), "01" + "0".repeat(30)));
        assertThat(ServerMessages.decode(ServerMessages.encode("s", hello)))
                .isEqualTo(new Decoded.Valid<ServerMessage>("s", hello));
        assertThat(ServerMessages.decode("{\"type\":\"hello\",\"transport\":\"udp\"}"))
                .isInstanceOf(Decoded.Malformed.class);
    }

    private static DeviceMessage device(String text) {
        return ((Decoded.Valid<DeviceMessage>) DeviceMessages.decode(text)).message();
    }
}
