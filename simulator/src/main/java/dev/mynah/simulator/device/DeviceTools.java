package dev.mynah.simulator.device;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.mcp.JsonRpc;
import dev.mynah.protocol.mcp.ToolDescription;
import dev.mynah.protocol.mcp.ToolOutcome;
import dev.mynah.protocol.mcp.ToolPage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The tool server inside a device (firmware wire contract §6): strict about types, silent about requests it does not
 * understand, and pasting its error texts into JSON without escaping. Called by one thread, the device's
 * reading one; only what has been called may be asked for by others.
 */
public final class DeviceTools {
    private static final int PAGE_BYTES = 8000;

    private final String boardName;
    private final String firmwareVersion;
    private final Map<String, Tool> tools = new LinkedHashMap<>();
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private volatile JsonRpc.@Nullable Vision vision;

    /** What a tool does with arguments that fit its schema; the text becomes the result. */
    @FunctionalInterface
    public interface Action {
        /** @throws ToolFailure with the text for the error reply */
        String run(ObjectNode arguments) throws ToolFailure;
    }

    /** A tool says no. */
    public static final class ToolFailure extends Exception {
        private static final long serialVersionUID = 1L;

        /** The text goes to the server as it is. */
        public ToolFailure(String message) {
            super(message);
        }
    }

    private record Tool(ToolDescription description, Action action, boolean answers) {}

    DeviceTools(String boardName, String firmwareVersion) {
        this.boardName = boardName;
        this.firmwareVersion = firmwareVersion;
    }

    /** Adds a tool; one of the same name is replaced. */
    public void add(ToolDescription description, Action action) {
        tools.put(description.name(), new Tool(description, action, true));
    }

    /** Adds a tool after which the device restarts before it could answer. */
    void addSilent(ToolDescription description, Action action) {
        tools.put(description.name(), new Tool(description, action, false));
    }

    /** Names of the tools called since the last time this was asked. */
    List<String> takeCalls() {
        List<String> taken = new ArrayList<>();
        for (String call = calls.poll(); call != null; call = calls.poll()) {
            taken.add(call);
        }
        return taken;
    }

    /** Why the device would not even look at this request; empty when it would. */
    static Optional<String> objection(ObjectNode request) {
        if (!request.path("jsonrpc").asText().equals("2.0")) {
            return Optional.of("jsonrpc is not 2.0");
        }
        if (!request.path("method").isTextual()) {
            return Optional.of("no string method");
        }
        if (request.has("params") && !request.path("params").isObject()) {
            return Optional.of("params is not an object");
        }
        boolean notification = request.path("method").asText().startsWith("notifications");
        if (!notification
                && !(request.path("id").isNumber() && request.path("id").canConvertToInt())) {
            return Optional.of("id is not a number of 32 bits");
        }
        return Optional.empty();
    }

    /** The payload of the answer as text, which may be broken JSON; empty when the device stays silent. */
    Optional<String> answer(ObjectNode request) {
        String method = request.path("method").asText();
        if (objection(request).isPresent() || method.startsWith("notifications")) {
            return Optional.empty();
        }
        int id = request.path("id").intValue();
        return switch (method) {
            case "initialize" -> {
                remember(request.path("params").path("capabilities").path("vision"));
                yield Optional.of(result(id, introduction()));
            }
            case "tools/list" -> Optional.of(list(id, request.path("params")));
            case "tools/call" -> call(id, request.path("params"));
            case String other -> Optional.of(error(id, "Method not implemented: " + other));
        };
    }

    private void remember(JsonNode offered) {
        if (offered.path("url").isTextual()) {
            vision = new JsonRpc.Vision(
                    offered.path("url").asText(), offered.path("token").asText(""));
        }
    }

    /** Where pictures go, as the last introduction said; null when it did not (§6.2). */
    JsonRpc.@Nullable Vision vision() {
        return vision;
    }

    private ObjectNode introduction() {
        ObjectNode node = JsonText.newObject().put("protocolVersion", "2024-11-05");
        node.putObject("capabilities").putObject("tools");
        node.putObject("serverInfo").put("name", boardName).put("version", firmwareVersion);
        return node;
    }

    private String list(int id, JsonNode params) {
        String cursor = params.path("cursor").asText("");
        boolean withUserTools = params.path("withUserTools").asBoolean(false);
        List<ToolDescription> page = new ArrayList<>();
        boolean found = cursor.isEmpty();
        int bytes = 0;
        for (Tool tool : tools.values()) {
            ToolDescription description = tool.description();
            found |= description.name().equals(cursor);
            if (!found || (description.userOnly() && !withUserTools)) {
                continue;
            }
            bytes += JsonText.write(description.write()).length() + 1;
            if (bytes > PAGE_BYTES && !page.isEmpty()) {
                return result(id, new ToolPage(page, description.name()).write());
            }
            if (bytes > PAGE_BYTES) {
                return error(id, oversize(description.name()));
            }
            page.add(description);
        }
        return page.isEmpty() && !cursor.isEmpty()
                ? error(id, oversize(cursor))
                : result(id, new ToolPage(page, "").write());
    }

    private static String oversize(String name) {
        return "Failed to add tool " + name + " because of payload size limit";
    }

    private Optional<String> call(int id, JsonNode params) {
        String name = params.path("name").asText();
        Tool tool = tools.get(name);
        if (tool == null) {
            return Optional.of(error(id, "Unknown tool: " + name));
        }
        JsonNode arguments = params.path("arguments");
        if (!arguments.isMissingNode() && !arguments.isObject()) {
            return Optional.of(error(id, "Invalid arguments"));
        }
        try {
            ObjectNode checked = ToolArguments.check(tool.description().inputSchema(), arguments);
            calls.add(name);
            String text = tool.action().run(checked);
            return tool.answers() ? Optional.of(result(id, ToolOutcome.writeText(text))) : Optional.empty();
        } catch (ToolFailure failure) {
            return Optional.of(error(id, String.valueOf(failure.getMessage())));
        }
    }

    private static String result(int id, ObjectNode result) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"result\":" + JsonText.write(result) + "}";
    }

    private static String error(int id, String message) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":{\"message\":\"" + message + "\"}}";
    }
}
