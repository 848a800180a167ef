package dev.mynah.conformance;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One thing a server sent on a WebSocket.
 *
 * @param kind {@code hello}, {@code stt}, {@code llm}, {@code mcp}, {@code tts start} and so on for text; else {@code
 *     audio}, {@code ping}, {@code close} or, when TCP is over, {@code end}
 * @param json of a text message; missing node for everything else
 * @param bytes payload of any other frame
 * @param nanoTime when it was read: never before it was sent
 */
record Received(String kind, JsonNode json, byte[] bytes, long nanoTime) {
    String text() {
        return json.path("text").asText();
    }

    @Override
    public String toString() {
        return json.isMissingNode() ? kind + "(" + bytes.length + ")" : json.toString();
    }
}
