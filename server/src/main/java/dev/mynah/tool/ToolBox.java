package dev.mynah.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;

/** The tools one conversation may use. Thread-safe. */
public interface ToolBox {
    /** What may be offered to a model now, in a stable order. */
    List<ToolSpec> tools();

    /**
     * Calls a tool and waits for its result. A call that has begun is carried out even when the waiting thread is
     * interrupted. An unknown name, bad arguments, a timeout or a device's refusal is a failed result, not an exception.
     */
    ToolResult call(String name, JsonNode arguments) throws InterruptedException;

    default Optional<ToolSpec> find(String name) {
        return tools().stream().filter(tool -> tool.name().equals(name)).findFirst();
    }
}
