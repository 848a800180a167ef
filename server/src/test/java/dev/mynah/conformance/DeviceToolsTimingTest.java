package dev.mynah.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.mcp.JsonRpc;
import dev.mynah.testing.VirtualTime;
import dev.mynah.tool.DeviceMcp;
import dev.mynah.tool.Eyes;
import dev.mynah.tool.SessionTools;
import dev.mynah.tool.ToolResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The deadlines of C80, C83 and C84 in virtual time: a device that never answers its calls. */
class DeviceToolsTimingTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    private final VirtualTime time = new VirtualTime();
    private final BlockingQueue<ObjectNode> sent = new LinkedBlockingQueue<>();
    private final DeviceMcp mcp = new DeviceMcp(
            sent::add, time, "test", () -> new Eyes.Photos.Wanted(new JsonRpc.Vision("http://x:1/v", "t")));
    private final SessionTools tools = new SessionTools(mcp, List.of());

    @BeforeEach
    void listTools() throws Exception {
        mcp.open();
        reply("{}");
        reply("{\"tools\":[" + WireTools.tool("self.lamp.on") + "," + WireTools.tool("self.camera.take_photo") + ","
                + WireTools.userTool("self.reboot")
                + ",{\"name\":\"self.upgrade_firmware\",\"inputSchema\":{\"type\":\"object\",\"properties\":"
                + "{\"url\":{\"type\":\"string\",\"default\":\"The URL\"}}},"
                + "\"annotations\":{\"audience\":[\"user\"]}}]}");
    }

    @ParameterizedTest
    @CsvSource({"self.lamp.on, 5", "self.camera.take_photo, 70"})
    void c80_a_call_that_is_never_answered_fails_after_its_time(String tool, int seconds) throws Exception {
        CompletableFuture<ToolResult> result = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                result.complete(tools.call(tool, JsonNodeFactory.instance.objectNode()));
            } catch (InterruptedException unexpected) {
                result.completeExceptionally(unexpected);
            }
        });
        taken();
        time.pass(Duration.ofSeconds(seconds).minusMillis(1));
        assertThat(result).isNotDone();
        time.pass(Duration.ofMillis(1));

        assertThat(result.get(WireDevice.PATIENCE_SECONDS, TimeUnit.SECONDS).failed())
                .isTrue();
    }

    @Test
    void c83_a_restart_is_sent_and_no_reply_is_waited_for() throws Exception {
        ToolResult result = tools.operate("self.reboot", JsonNodeFactory.instance.objectNode());

        assertThat(result.failed()).isFalse();
        assertThat(taken().path("params").path("name").asText()).isEqualTo("self.reboot");
        assertThat(time.waiting()).as("deadlines").isZero();
    }

    @Test
    void c83_an_upgrade_always_names_its_url() throws Exception {
        ObjectNode none = JsonNodeFactory.instance.objectNode();
        assertThat(tools.operate("self.upgrade_firmware", none).failed()).isTrue();
        assertThat(sent).isEmpty();

        ObjectNode url = JsonNodeFactory.instance.objectNode().put("url", "http://192.0.2.10/f.bin");
        assertThat(tools.operate("self.upgrade_firmware", url).failed()).isFalse();
        assertThat(taken().path("params").path("arguments").path("url").asText())
                .isEqualTo("http://192.0.2.10/f.bin");
        assertThat(time.waiting()).as("deadlines").isZero();
    }

    private void reply(String result) throws Exception {
        int id = taken().path("id").asInt();
        mcp.received((ObjectNode) MAPPER.readTree("{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + result + "}"));
    }

    private ObjectNode taken() throws InterruptedException {
        ObjectNode request = sent.poll(WireDevice.PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("nothing was sent");
        }
        return request;
    }
}
