package dev.mynah.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.app.RunningServer;
import dev.mynah.protocol.Transcript;
import dev.mynah.tool.ToolResult;
import dev.mynah.tool.ToolSpec;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** C76 to C82, C84 and C87: the device's tools over its voice channel. */
class McpConformanceTest {
    private static final String VOLUME = "self.audio_speaker.set_volume";
    private static final String VOLUME_TOOL = "{\"name\":\"" + VOLUME + "\",\"description\":\"d\",\"inputSchema\":"
            + "{\"type\":\"object\",\"properties\":{\"volume\":{\"type\":\"integer\",\"minimum\":0,\"maximum\":100}},"
            + "\"required\":[\"volume\"]}}";
    private static final String CAMERA = "self.camera.take_photo";
    private static final String TRUE =
            "\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"true\"}],\"isError\":false}";

    private final RunningServer server = RunningServer.withFakes("voice.end-of-speech=300ms");
    private final WireTools tools = new WireTools();
    private final List<String> offered = new CopyOnWriteArrayList<>();
    private final List<ToolResult> results = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void c76_a_device_with_tools_is_introduced_to_after_the_hello_and_asked_for_them() throws Exception {
        try (WireDevice device = connected()) {
            JsonNode initialize = device.await("mcp").json().path("payload");
            JsonNode list = device.await("mcp").json().path("payload");

            assertThat(initialize.path("method").asText()).isEqualTo("initialize");
            assertThat(initialize.path("params").path("protocolVersion").asText())
                    .isEqualTo("2024-11-05");
            assertThat(list.path("method").asText()).isEqualTo("tools/list");
            for (JsonNode request : List.of(initialize, list)) {
                assertThat(request.path("jsonrpc").asText()).isEqualTo("2.0");
                assertThat(request.path("id").isInt()).isTrue();
                assertThat(request.path("params").isObject()).isTrue();
            }
            assertThat(device.kinds().getFirst()).isEqualTo("hello");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\"features\":{\"mcp\":false},"})
    void c77_a_device_without_tools_gets_no_tool_messages(String features) throws Exception {
        try (WireDevice device = WireDevice.connect(server)) {
            device.sendHello(features, 1);
            ask(device);

            assertThat(device.kinds()).doesNotContain("mcp");
            assertThat(offered).noneMatch(name -> name.startsWith("self."));
        }
    }

    @Test
    void c78_every_page_of_tools_is_fetched_user_tools_included() throws Exception {
        tools.page("", page("self.a", "self.b"))
                .page("self.b", page("self.b", "self.c"))
                .page("self.c", page("self.c", ""));
        try (WireDevice device = connected()) {
            ask(device);

            assertThat(offered).contains("self.a", "self.b", "self.c");
            assertThat(tools.requests("tools/list"))
                    .hasSize(3)
                    .allMatch(request ->
                            request.path("params").path("withUserTools").isBoolean())
                    .allMatch(request ->
                            request.path("params").path("withUserTools").asBoolean());
            assertThat(tools.requests("tools/list").stream()
                            .map(request ->
                                    request.path("params").path("cursor").asText()))
                    .containsExactly("", "self.b", "self.c");
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "`\"result\":{\"tools\":[],\"nextCursor\":\"self.b\"}`",
                "`\"error\":{\"message\":\"Failed to add tool self.b because of payload size limit\"}`",
                "`\"result\":{\"tools\":[],\"nextCursor\":7}`",
                "`\"result\":{}`"
            })
    void c78_paging_ends_on_a_repeated_missing_or_failing_cursor_and_keeps_what_came(String second) throws Exception {
        tools.page("", page("self.a", "self.b")).page("self.b", second);
        try (WireDevice device = connected()) {
            ask(device);

            assertThat(offered).contains("self.a");
            assertThat(tools.requests("tools/list")).hasSize(2);
        }
    }

    @Test
    void c79_an_error_without_code_is_a_failed_result_in_the_devices_words() throws Exception {
        tools.offering(WireTools.tool("self.lamp.on")).answering("self.lamp.on", fromTranscript(5, "\"error\":"));
        try (WireDevice device = connected()) {
            call(device, "self.lamp.on", arguments());

            assertThat(results).containsExactly(ToolResult.failed("Value exceeds maximum allowed: 100"));
        }
    }

    @Test
    void c80_a_reply_that_is_no_json_does_not_harm_the_channel_or_a_later_call() throws Exception {
        tools.offering(VOLUME_TOOL).answering(VOLUME, TRUE);
        try (WireDevice device = connected()) {
            device.send("{\"session_id\":\"x\",\"type\":\"mcp\",\"payload\":{\"jsonrpc\":\"2.0\",\"id\":2,"
                    + "\"error\":{\"message\":\"Unknown tool: no \"such\" tool\"}}}");
            device.send("{\"session_id\":\"x\",\"type\":\"mcp\",\"payload\":{\"id\":\"two\",\"result\":{}}}");
            device.send("{\"session_id\":\"x\",\"type\":\"mcp\",\"payload\":7}");
            device.send("{\"session_id\":\"x\",\"type\":\"mcp\"}");
            call(device, VOLUME, arguments().put("volume", 50));

            assertThat(results).containsExactly(ToolResult.ok("true"));
        }
    }

    @Test
    void c80_a_device_that_never_answers_about_its_tools_is_answered_all_the_same() throws Exception {
        try (WireDevice device = WireDevice.connect(server).hello(true)) {
            device.await("mcp");
            ask(device);

            assertThat(offered).isNotEmpty().noneMatch(name -> name.startsWith("self."));
        }
    }

    @ParameterizedTest
    @CsvSource({"`\"50\"`, 50", "`50.7`, 50", "`\" 70% \"`, 70", "`50`, 50"})
    void c81_arguments_are_converted_to_the_schemas_type(String given, int sent) throws Exception {
        tools.offering(VOLUME_TOOL).answering(VOLUME, TRUE);
        try (WireDevice device = connected()) {
            ObjectNode arguments = arguments();
            arguments.set(
                    "volume", new com.fasterxml.jackson.databind.json.JsonMapper().readTree(given.replace("`", "")));
            call(device, VOLUME, arguments.put("unknown", true));

            JsonNode forwarded =
                    tools.requests("tools/call").getFirst().path("params").path("arguments");
            assertThat(forwarded.path("volume").isInt()).isTrue();
            assertThat(forwarded.path("volume").asInt()).isEqualTo(sent);
            assertThat(forwarded).hasSize(1);
            assertThat(results).containsExactly(ToolResult.ok("true"));
        }
    }

    @Test
    void c82_tools_for_people_are_neither_offered_to_a_model_nor_called_for_one() throws Exception {
        tools.offering(VOLUME_TOOL, WireTools.userTool("self.reboot")).answering("self.reboot", TRUE);
        try (WireDevice device = connected()) {
            call(device, "self.reboot", arguments());

            assertThat(offered).contains(VOLUME).doesNotContain("self.reboot");
            assertThat(results).singleElement().matches(ToolResult::failed);
            assertThat(tools.requests("tools/call")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void c84_nothing_is_spoken_while_the_camera_works(boolean afterSpeechBegan) throws Exception {
        tools.offering(WireTools.tool(CAMERA));
        String before = "I have to look.";
        CountDownLatch begun = new CountDownLatch(1);
        server.model().answers((request, sink) -> {
            if (afterSpeechBegan) {
                sink.text(before + " Wait");
                begun.await();
            }
            results.add(request.tools().call(CAMERA, arguments()));
            sink.text(". It is a cat.");
        });
        try (WireDevice device = connected()) {
            device.listen("auto");
            device.detect("what do you see");
            if (afterSpeechBegan) {
                device.await("audio");
                begun.countDown();
            }
            Received request =
                    device.await("mcp", message -> WireTools.method(message).equals("tools/call"));
            assertThat(device.next(
                            one -> one.kind().startsWith("tts") || one.kind().equals("audio"), 500))
                    .isEmpty();

            int id = request.json().path("payload").path("id").asInt();
            device.send("{\"session_id\":\"x\",\"type\":\"mcp\",\"payload\":{\"jsonrpc\":\"2.0\",\"id\":" + id + ","
                    + TRUE + "}}");
            device.await("tts sentence_start", said -> said.text().equals("It is a cat."));
            device.await("tts stop");
            assertThat(results).containsExactly(ToolResult.ok("true"));
        }
    }

    @Test
    void c87_a_picture_as_json_inside_a_string_is_tolerated() throws Exception {
        tools.offering(WireTools.tool("self.camera.snap"))
                .answering("self.camera.snap", fromTranscript(6, "\"result\":"));
        try (WireDevice device = connected()) {
            call(device, "self.camera.snap", arguments());

            assertThat(results).singleElement().matches(result -> !result.failed());
        }
    }

    private WireDevice connected() throws Exception {
        return WireDevice.connect(server).withTools(tools).hello(true);
    }

    /** Has a question answered by a model that looks at the tools. */
    private void ask(WireDevice device) throws Exception {
        server.model().answers((request, sink) -> {
            request.tools().tools().stream().map(ToolSpec::name).forEach(offered::add);
            sink.text("Ok.");
        });
        turn(device);
    }

    /** Has a question answered by a model that calls a tool. */
    private void call(WireDevice device, String tool, ObjectNode arguments) throws Exception {
        server.model().answers((request, sink) -> {
            request.tools().tools().stream().map(ToolSpec::name).forEach(offered::add);
            results.add(request.tools().call(tool, arguments));
            sink.text("Ok.");
        });
        turn(device);
    }

    private static void turn(WireDevice device) throws Exception {
        device.listen("auto");
        device.detect("do it");
        device.await("tts start");
        device.await("tts stop");
    }

    private static ObjectNode arguments() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static String page(String tool, String next) {
        return "\"result\":{\"tools\":[" + WireTools.tool(tool) + "]"
                + (next.isEmpty() ? "" : ",\"nextCursor\":\"" + next + "\"") + "}";
    }

    /** What a device said to a request of the golden transcript, from {@code member} on. */
    private static String fromTranscript(int id, String member) {
        String text = Transcript.read("mcp", "calls-and-refusals").msgs().stream()
                .filter(Transcript.Line::fromDevice)
                .map(line -> String.valueOf(line.text()))
                .filter(line -> line.contains("\"id\":" + id + ","))
                .findFirst()
                .orElseThrow();
        return text.substring(text.indexOf(member), text.lastIndexOf("}}"));
    }
}
