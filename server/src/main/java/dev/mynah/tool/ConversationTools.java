package dev.mynah.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What can be done to the conversation itself. Thread-safe. */
public final class ConversationTools implements ToolBox {
    /** {@code {}} ends the conversation after the answer was spoken. */
    public static final String END = "conversation.end";

    private final Runnable endAfterReply;

    public ConversationTools(Runnable endAfterReply) {
        this.endAfterReply = endAfterReply;
    }

    @Override
    public List<ToolSpec> tools() {
        ObjectNode schema = JsonNodeFactory.instance.objectNode().put("type", "object");
        schema.putObject("properties");
        return List.of(new ToolSpec(
                END, "Ends the conversation after this answer; call it when the user says good-bye.", schema));
    }

    @Override
    public ToolResult call(String name, JsonNode arguments) {
        if (!name.equals(END)) {
            return ToolResult.failed("There is no tool named " + name + ".");
        }
        endAfterReply.run();
        return ToolResult.ok("The conversation ends after this answer.");
    }
}
