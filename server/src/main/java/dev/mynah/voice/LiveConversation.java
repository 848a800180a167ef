package dev.mynah.voice;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.protocol.mcp.ToolDescription;
import dev.mynah.tool.ToolResult;
import java.util.List;

/** A conversation that is open, for people who reach into it from outside. Thread-safe. */
public interface LiveConversation {
    /**
     * The device's tools, those for people included; waits a moment for a device that has just connected.
     *
     * @throws InterruptedException when interrupted meanwhile
     */
    List<ToolDescription> tools() throws InterruptedException;

    /**
     * Has the device do something; waits for it.
     *
     * @throws InterruptedException when interrupted meanwhile
     */
    ToolResult operate(String tool, JsonNode arguments) throws InterruptedException;

    /** Says something as soon as nobody speaks; returns at once. */
    void announce(String text);
}
