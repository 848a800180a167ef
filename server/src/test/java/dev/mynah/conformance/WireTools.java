package dev.mynah.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The tool server inside a device, as wrong as a test wants it. Answers are texts pasted into JSON, as firmware does it.
 * Thread-safe.
 */
final class WireTools implements Function<JsonNode, @Nullable String> {
    private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
    private final Map<String, String> pages = new ConcurrentHashMap<>();
    private final Map<String, String> results = new ConcurrentHashMap<>();

    WireTools() {
        pages.put("", "\"result\":{\"tools\":[]}");
    }

    /** The answer's members after the id for a page; the first page has the cursor {@code ""}. */
    WireTools page(String cursor, String answer) {
        pages.put(cursor, answer);
        return this;
    }

    /** One page with these tools. */
    WireTools offering(String... tools) {
        return page("", "\"result\":{\"tools\":[" + String.join(",", tools) + "]}");
    }

    /** The answer's members after the id for a call; a tool without any stays silent. */
    WireTools answering(String tool, String answer) {
        results.put(tool, answer);
        return this;
    }

    /** A tool without arguments. */
    static String tool(String name) {
        return "{\"name\":\"" + name
                + "\",\"description\":\"d\",\"inputSchema\":{\"type\":\"object\",\"properties\":{}}}";
    }

    /** A tool for people only. */
    static String userTool(String name) {
        return "{\"name\":\"" + name
                + "\",\"description\":\"d\",\"inputSchema\":{\"type\":\"object\",\"properties\":{}},"
                + "\"annotations\":{\"audience\":[\"user\"]}}";
    }

    static String method(Received request) {
        return request.json().path("payload").path("method").asText();
    }

    /** The requests of a method so far. */
    List<JsonNode> requests(String method) {
        return requests.stream()
                .filter(request -> request.path("method").asText().equals(method))
                .toList();
    }

    @Override
    public @Nullable String apply(JsonNode request) {
        requests.add(request);
        JsonNode params = request.path("params");
        String answer =
                switch (request.path("method").asText()) {
                    case "initialize" -> "\"result\":{\"protocolVersion\":\"2024-11-05\",\"capabilities\":{}}";
                    case "tools/list" -> pages.get(params.path("cursor").asText());
                    case "tools/call" -> results.get(params.path("name").asText());
                    default -> null;
                };
        return answer == null ? null : "{\"jsonrpc\":\"2.0\",\"id\":" + request.path("id") + "," + answer + "}";
    }
}
