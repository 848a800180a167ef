package dev.mynah.protocol.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.json.JsonText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class McpTest {
    @Test
    void requests_have_what_devices_insist_on() {
        assertThat(JsonText.write(JsonRpc.initialize(1, "mynah", "0.1", new JsonRpc.Vision("http://h/v", "t"))))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{"
                        + "\"protocolVersion\":\"2024-11-05\",\"capabilities\":{\"vision\":{\"url\":\"http://h/v\","
                        + "\"token\":\"t\"}},\"clientInfo\":{\"name\":\"mynah\",\"version\":\"0.1\"}}}");
        assertThat(JsonText.write(JsonRpc.toolsList(2, "self.reboot", true)))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/list\","
                        + "\"params\":{\"cursor\":\"self.reboot\",\"withUserTools\":true}}");
        assertThat(JsonText.write(JsonRpc.toolsCall(3, "a", JsonText.newObject())))
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"tools/call\","
                        + "\"params\":{\"name\":\"a\",\"arguments\":{}}}");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"id\":1,\"error\":{\"message\":\"no\"}}|no",
                "{\"id\":1,\"error\":{\"code\":-32601,\"message\":\"no\"}}|no",
                "{\"id\":1,\"error\":\"no\"}|no",
                "{\"id\":1,\"error\":{}}|the device gave no reason"
            })
    void an_error_needs_no_code(String payload, String message) throws Exception {
        assertThat(JsonRpc.reply(parse(payload))).isEqualTo(new Reply.Failure(1, message));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"result\":{}}|'id' is missing",
                "{\"id\":\"1\",\"result\":{}}|'id' is not a number",
                "{\"id\":1}|'result' is missing",
                "{\"id\":1,\"result\":\"x\"}|'result' is not an object"
            })
    void what_answers_nothing_is_malformed(String payload, String reason) throws Exception {
        assertThat(JsonRpc.reply(parse(payload)))
                .isInstanceOfSatisfying(Reply.Malformed.class, malformed -> assertThat(malformed.reason())
                        .contains(reason));
    }

    @Test
    void pages_survive_the_wire() {
        ToolDescription tool = new ToolDescription("self.reboot", "Restarts", JsonText.newObject(), true);
        ToolPage page = new ToolPage(List.of(tool), "next");
        assertThat(ToolPage.read(page.write())).isEqualTo(page);
        assertThat(ToolPage.read(JsonText.newObject()).nextCursor()).isEmpty();
    }

    @Test
    void a_tool_for_both_audiences_is_not_hidden() throws Exception {
        ToolPage page = ToolPage.read(parse("{\"tools\":[{\"name\":\"a\",\"annotations\":{\"audience\":[\"user\","
                + "\"assistant\"]}},{\"description\":\"nameless\"},7]}"));
        assertThat(page.tools()).singleElement().satisfies(tool -> assertThat(tool.userOnly())
                .isFalse());
    }

    @Test
    void texts_pictures_and_oddities_are_extracted() throws Exception {
        ToolOutcome outcome = ToolOutcome.read(parse("{\"content\":[{\"type\":\"text\",\"text\":\"one\"},"
                + "{\"type\":\"text\",\"text\":\"two\"},{\"type\":\"image\",\"mimeType\":\"image/png\",\"data\":\"AA\"},"
                + "{\"type\":\"image\",\"image\":\"{\\\"mimeType\\\":\\\"image/jpeg\\\",\\\"data\\\":\\\"BB\\\"}\"},"
                + "{\"type\":\"image\",\"image\":\"not json\"},3],\"isError\":true}"));
        assertThat(outcome.text()).isEqualTo("one\ntwo\nnot json");
        assertThat(outcome.images())
                .containsExactly(new ToolOutcome.Image("image/png", "AA"), new ToolOutcome.Image("image/jpeg", "BB"));
        assertThat(outcome.error()).isTrue();
        assertThat(ToolOutcome.read(ToolOutcome.writeText("true")).text()).isEqualTo("true");
    }

    private static ObjectNode parse(String text) throws Exception {
        return JsonText.object(text).node();
    }
}
