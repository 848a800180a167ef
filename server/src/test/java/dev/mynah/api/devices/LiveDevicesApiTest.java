package dev.mynah.api.devices;

import static dev.mynah.testing.MemoryFleet.id;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.mcp.ToolDescription;
import dev.mynah.testing.ContractClient;
import dev.mynah.tool.ToolResult;
import dev.mynah.voice.LiveConversation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What devices do while they are connected, and what their manufacturers know. */
class LiveDevicesApiTest extends DevicesOverRest {
    @Test
    void serial_numbers_come_in_and_their_keys_never_go_out() {
        ContractClient.Answer imported = bring("owner", "SN-1," + KEY + "\nSN-2," + KEY);
        assertThat(imported.data().path("imported").asInt()).isEqualTo(2);
        ContractClient.Answer listed = client.call("listSerials").as("operator").send();
        assertThat(ids(listed, "serial")).containsExactly("SN-1", "SN-2");
        assertThat(listed.json().toString()).doesNotContain(KEY);
        assertThat(bring("owner", "SN-3,short")
                        .json()
                        .at("/error/details/problems/0/place")
                        .asText())
                .isEqualTo("body line 1");
        assertThat(client.call("deleteSerial")
                        .as("owner")
                        .path("serial", "SN-1")
                        .send()
                        .status())
                .isEqualTo(204);
        assertThat(client.call("deleteSerial")
                        .as("owner")
                        .path("serial", "SN-1")
                        .send()
                        .status())
                .isEqualTo(404);
        assertThat(bring("member", "SN-9," + KEY).status()).isEqualTo(403);
        assertThat(client.call("listSerials").as("member").send().status()).isEqualTo(403);
    }

    @Test
    void a_device_that_is_not_connected_does_nothing_and_says_what_to_do() {
        household.fleet.bound(1, "u-member");
        for (String operation : List.of("listDeviceTools", "callDeviceTool", "sayOnDevice")) {
            ContractClient.Answer answer = touch(operation, 1, "member");
            assertThat(answer.error()).as(operation).isEqualTo("CONFLICT");
            assertThat(answer.json().at("/error/message").asText()).contains("wake it");
        }
    }

    @Test
    void a_connected_device_shows_and_uses_its_tools_and_speaks() {
        household.fleet.bound(1, "u-member");
        live.put(id(1).mac(), new Parrot());
        ContractClient.Answer tools = touch("listDeviceTools", 1, "member");
        assertThat(tools.data().at("/items/0/name").asText()).isEqualTo("self.audio_speaker.set_volume");
        ContractClient.Answer called = touch("callDeviceTool", 1, "member");
        assertThat(called.data().path("text").asText()).isEqualTo("{\"volume\":40}");
        assertThat(called.data().path("is_error").asBoolean()).isFalse();
        assertThat(client.call("callDeviceTool")
                        .as("member")
                        .path("device_id", id(1).mac())
                        .path("tool_name", "self.none")
                        .json("{\"arguments\":{}}")
                        .send()
                        .status())
                .isEqualTo(404);
        assertThat(touch("sayOnDevice", 1, "member").status()).isEqualTo(202);
        assertThat(said).containsExactly("Dinner is ready.");
        assertThat(touch("callDeviceTool", 1, "viewer").status()).isEqualTo(403);
    }

    private final class Parrot implements LiveConversation {
        @Override
        public List<ToolDescription> tools() {
            ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
            return List.of(new ToolDescription("self.audio_speaker.set_volume", "Sets the volume", schema, false));
        }

        @Override
        public ToolResult operate(String tool, JsonNode arguments) {
            return ToolResult.ok(arguments.toString());
        }

        @Override
        public void announce(String text) {
            said.add(text);
        }
    }

    private ContractClient.Answer bring(String who, String csv) {
        return client.call("importSerials")
                .as(who)
                .body("text/csv", csv.getBytes(StandardCharsets.UTF_8))
                .send();
    }
}
