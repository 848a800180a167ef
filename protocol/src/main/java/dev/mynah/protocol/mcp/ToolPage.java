package dev.mynah.protocol.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mynah.protocol.json.JsonText;
import dev.mynah.protocol.json.Members;
import java.util.ArrayList;
import java.util.List;

/**
 * One page of a device's tools (firmware wire contract §6.3).
 *
 * @param nextCursor empty on the last page; guard against one that repeats (C78)
 */
public record ToolPage(List<ToolDescription> tools, String nextCursor) {
    /** Copies the list. */
    public ToolPage {
        tools = List.copyOf(tools);
    }

    /** Reads the result of {@code tools/list}; elements without a name are left out. */
    public static ToolPage read(ObjectNode result) {
        Members members = new Members(result, false);
        List<ToolDescription> tools = new ArrayList<>();
        if (members.member("tools") instanceof ArrayNode elements) {
            for (JsonNode element : elements) {
                ToolDescription tool = ToolDescription.read(element);
                if (tool != null) {
                    tools.add(tool);
                }
            }
        }
        String cursor = members.textIfAny("nextCursor");
        return new ToolPage(tools, cursor == null ? "" : cursor);
    }

    /** The result as a device writes it. */
    public ObjectNode write() {
        ObjectNode node = JsonText.newObject();
        ArrayNode elements = node.putArray("tools");
        tools.forEach(tool -> elements.add(tool.write()));
        return nextCursor.isEmpty() ? node : node.put("nextCursor", nextCursor);
    }
}
