package dev.mynah.voice.llm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.tool.ToolBox;
import dev.mynah.tool.ToolResult;
import dev.mynah.tool.ToolSpec;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tools of one turn in which several models may try: what one model had done, the next must not do again, or the volume
 * goes up twice. Within one model's attempt nothing is remembered, since asking twice may be meant.
 */
final class RememberedTools {
    private record Call(String name, JsonNode arguments) {}

    private final ToolBox tools;
    private final Map<Call, ToolResult> done = new ConcurrentHashMap<>();

    RememberedTools(ToolBox tools) {
        this.tools = tools;
    }

    /** The tools as the next model sees them. */
    ToolBox forNextModel() {
        Map<Call, ToolResult> before = Map.copyOf(done);
        return new ToolBox() {
            @Override
            public List<ToolSpec> tools() {
                return tools.tools();
            }

            @Override
            public ToolResult call(String name, JsonNode arguments) throws InterruptedException {
                Call call = new Call(name, arguments);
                ToolResult known = before.get(call);
                if (known != null) {
                    return known;
                }
                ToolResult result = tools.call(name, arguments);
                done.put(call, result);
                return result;
            }
        };
    }
}
