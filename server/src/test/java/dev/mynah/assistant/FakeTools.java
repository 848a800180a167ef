package dev.mynah.assistant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.tool.ToolBox;
import dev.mynah.tool.ToolResult;
import dev.mynah.tool.ToolSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Tools that answer what a test says, and remember how they were called. */
final class FakeTools implements ToolBox {
    private final Map<String, ToolSpec> specs = new LinkedHashMap<>();
    private final Map<String, Function<JsonNode, ToolResult>> results = new LinkedHashMap<>();
    final List<String> calls = new ArrayList<>();

    FakeTools with(String name, String result) {
        return with(name, arguments -> ToolResult.ok(result));
    }

    FakeTools with(String name, Function<JsonNode, ToolResult> result) {
        return with(new ToolSpec(name, "", schema()), result);
    }

    FakeTools with(ToolSpec spec, Function<JsonNode, ToolResult> result) {
        specs.put(spec.name(), spec);
        results.put(spec.name(), result);
        return this;
    }

    static ObjectNode schema() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.putObject("properties");
        return schema;
    }

    @Override
    public List<ToolSpec> tools() {
        return List.copyOf(specs.values());
    }

    @Override
    public ToolResult call(String name, JsonNode arguments) {
        calls.add(name + " " + arguments);
        return results.getOrDefault(name, any -> ToolResult.failed("no such tool"))
                .apply(arguments);
    }
}
