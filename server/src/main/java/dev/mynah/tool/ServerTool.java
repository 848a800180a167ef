package dev.mynah.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A tool that the server itself carries out for one session. Thread-safe. */
public interface ServerTool {
    ToolSpec spec();

    /** Carries it out with arguments that fit the schema. */
    ToolResult call(ObjectNode arguments) throws InterruptedException;
}
