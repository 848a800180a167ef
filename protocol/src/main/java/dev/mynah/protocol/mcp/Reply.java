package dev.mynah.protocol.mcp;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a device answered to a JSON-RPC request (firmware wire contract §6.1). */
public sealed interface Reply {

    /** It did what was asked. */
    record Result(int id, ObjectNode result) implements Reply {}

    /**
     * It refused.
     *
     * @param message the device's own words, or ours when it gave none
     */
    record Failure(int id, String message) implements Reply {}

    /** Nothing that answers any request; the request ends by its timeout (C80). */
    record Malformed(String reason) implements Reply {}
}
