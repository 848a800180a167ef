package dev.mynah.simulator.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.mcp.JsonRpc;
import dev.mynah.protocol.mcp.Reply;
import dev.mynah.protocol.mcp.ToolDescription;
import dev.mynah.protocol.mcp.ToolPage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeviceToolsTest {
    private final DeviceTools tools = new DeviceTools("bread-compact-wifi", "2.4.2");
    private final StandardTools settings = new StandardTools();

    @BeforeEach
    void addStandardTools() {
        settings.addTo(tools, () -> "{\"version\":2}");
    }

    private String call(String name, String arguments) throws Exception {
        return tools.answer(
                        JsonRpc.toolsCall(7, name, JsonText.object(arguments).node()))
                .orElse("silence");
    }

    @Test
    void it_introduces_itself() {
        assertThat(tools.answer(JsonRpc.initialize(1, "mynah", "0.1", null)))
                .contains("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"protocolVersion\":\"2024-11-05\","
                        + "\"capabilities\":{\"tools\":{}},\"serverInfo\":{\"name\":\"bread-compact-wifi\","
                        + "\"version\":\"2.4.2\"}}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "self.audio_speaker.set_volume|{\"volume\":40}|\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"true\"}],\"isError\":false}",
                "self.audio_speaker.set_volume|{\"volume\":\"50\"}|\"error\":{\"message\":\"Missing valid argument: volume\"}",
                "self.audio_speaker.set_volume|{}|\"error\":{\"message\":\"Missing valid argument: volume\"}",
                "self.audio_speaker.set_volume|{\"volume\":101}|\"error\":{\"message\":\"Value exceeds maximum allowed: 100\"}",
                "self.audio_speaker.set_volume|{\"volume\":-1}|\"error\":{\"message\":\"Value is below minimum allowed: 0\"}",
                "self.screen.set_theme|{\"theme\":\"pink\"}|\"text\":\"false\"",
                "self.screen.set_theme|{\"theme\":\"dark\",\"extra\":1}|\"text\":\"true\"",
                "self.nothing|{}|\"error\":{\"message\":\"Unknown tool: self.nothing\"}",
                "self.reboot|{}|silence"
            })
    void arguments_are_taken_as_strictly_as_on_a_device(String name, String arguments, String answer) throws Exception {
        assertThat(call(name, arguments)).contains(answer);
    }

    @Test
    void fractions_are_cut_off() throws Exception {
        call("self.audio_speaker.set_volume", "{\"volume\":50.7}");
        call("self.screen.set_brightness", "{\"brightness\":20}");
        assertThat(settings.volume()).isEqualTo(50);
        assertThat(settings.brightness()).isEqualTo(20);
        assertThat(call("self.get_device_status", "{}")).contains("\\\"volume\\\":50");
        assertThat(tools.takeCalls())
                .containsExactly(
                        "self.audio_speaker.set_volume", "self.screen.set_brightness", "self.get_device_status");
        assertThat(tools.takeCalls()).isEmpty();
    }

    @Test
    void error_texts_are_pasted_unescaped() throws Exception {
        assertThat(call("no \"such\" tool", "{}")).endsWith("\"message\":\"Unknown tool: no \"such\" tool\"}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":1,\"method\":\"tools/list\"}|jsonrpc is not 2.0",
                "{\"jsonrpc\":\"2.0\",\"id\":1}|no string method",
                "{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"method\":\"tools/list\"}|id is not a number of 32 bits",
                "{\"jsonrpc\":\"2.0\",\"id\":99999999999,\"method\":\"tools/list\"}|id is not a number of 32 bits",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":null}|params is not an object",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\",\"params\":[]}|params is not an object"
            })
    void requests_it_does_not_understand_get_no_answer(String request, String objection) throws Exception {
        ObjectNode node = JsonText.object(request).node();
        assertThat(DeviceTools.objection(node)).contains(objection);
        assertThat(tools.answer(node)).isEmpty();
    }

    @Test
    void notifications_are_ignored_and_unknown_methods_refused() throws Exception {
        assertThat(tools.answer(JsonText.object("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}")
                        .node()))
                .isEmpty();
        assertThat(tools.answer(JsonText.object("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/list\"}")
                        .node()))
                .contains("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"message\":\"Method not implemented: "
                        + "resources/list\"}}");
    }

    @Test
    void pages_hold_at_most_8000_bytes_and_lead_to_the_next() throws Exception {
        for (int i = 0; i < 30; i++) {
            tools.add(
                    new ToolDescription("self.board.tool_" + i, "x".repeat(900), JsonText.newObject(), false),
                    none -> "");
        }
        List<String> names = new ArrayList<>();
        String cursor = "";
        int pages = 0;
        do {
            String answer = tools.answer(JsonRpc.toolsList(1, cursor, true)).orElseThrow();
            assertThat(answer.length()).isLessThan(8200);
            ToolPage page = ToolPage.read(
                    ((Reply.Result) JsonRpc.reply(JsonText.object(answer).node())).result());
            page.tools().forEach(tool -> names.add(tool.name()));
            cursor = page.nextCursor();
            pages++;
        } while (!cursor.isEmpty());
        assertThat(pages).isEqualTo(4);
        assertThat(names).hasSize(36).doesNotHaveDuplicates().contains("self.reboot");
    }

    @Test
    void user_tools_are_listed_on_request_only() {
        assertThat(tools.answer(JsonRpc.toolsList(1, "", false)).orElseThrow())
                .contains("self.get_device_status")
                .doesNotContain("self.reboot");
        assertThat(tools.answer(JsonRpc.toolsList(1, "nowhere", false)).orElseThrow())
                .contains("Failed to add tool nowhere because of payload size limit");
    }
}
