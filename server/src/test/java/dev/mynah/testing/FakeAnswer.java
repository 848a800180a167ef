package dev.mynah.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What {@link FakeOpenAi} does with one request. Wire forms from the OpenAI API reference. */
@FunctionalInterface
public interface FakeAnswer {
    ObjectMapper JSON = new ObjectMapper();
    String EVENTS = "text/event-stream; charset=utf-8";

    /** Answers on the connection's own thread. */
    void play(FakeExchange exchange) throws IOException, InterruptedException;

    /** The same answer, byte by byte. */
    default FakeAnswer dripping() {
        return exchange -> {
            exchange.drip();
            play(exchange);
        };
    }

    /** A chat answer that streams these pieces. */
    static FakeAnswer text(String... pieces) {
        return exchange -> {
            beginChat(exchange);
            for (String piece : pieces) {
                exchange.event(delta(JSON.createObjectNode().put("content", piece)));
            }
            endChat(exchange, "stop");
        };
    }

    /** A chat answer that calls one tool, its arguments in the given pieces. */
    static FakeAnswer toolCall(String id, String name, String... arguments) {
        return toolCalls(new Call(id, name, List.of(arguments)));
    }

    /** A chat answer that calls several tools in one message. */
    static FakeAnswer toolCalls(Call... calls) {
        return exchange -> {
            beginChat(exchange);
            for (int index = 0; index < calls.length; index++) {
                call(exchange, index, calls[index]);
            }
            endChat(exchange, "tool_calls");
        };
    }

    /** A tool call; the arguments come in pieces. */
    record Call(String id, String name, List<String> arguments) {}

    /** Events exactly as given, then a proper end. */
    static FakeAnswer events(String... data) {
        return exchange -> {
            exchange.begin(EVENTS);
            for (String each : data) {
                exchange.event(each);
            }
            exchange.end();
        };
    }

    /** An error object with this status. */
    static FakeAnswer error(int status, String message) {
        return error(status, message, Map.of());
    }

    static FakeAnswer error(int status, String message, Map<String, String> headers) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error").put("message", message).put("type", "scripted");
        return exchange -> exchange.complete(status, "application/json", headers, JSON.writeValueAsBytes(body));
    }

    /** A transcription. */
    static FakeAnswer transcript(String text) {
        return body("application/json", bytes(JSON.createObjectNode().put("text", text)));
    }

    /** 200 with a body as it is. */
    static FakeAnswer body(String contentType, byte[] body) {
        return exchange -> exchange.complete(200, contentType, Map.of(), body);
    }

    /** Speech as 16-bit little-endian samples without a header. */
    static FakeAnswer pcm(short... samples) {
        return body("audio/pcm", littleEndian(samples));
    }

    /** Reads the request and says nothing, until the client gives up. */
    static FakeAnswer silence() {
        return FakeExchange::stall;
    }

    /** Begins properly, then says nothing more until the client gives up. */
    static FakeAnswer stallAfter(String contentType, byte[] beginning) {
        return exchange -> {
            exchange.begin(contentType);
            exchange.chunk(beginning);
            exchange.stall();
        };
    }

    /** Begins properly, then closes the connection. */
    static FakeAnswer cutAfter(String contentType, byte[] beginning) {
        return exchange -> {
            exchange.begin(contentType);
            exchange.chunk(beginning);
            exchange.cut();
        };
    }

    /** Closes the connection instead of answering. */
    static FakeAnswer cut() {
        return FakeExchange::cut;
    }

    /** Sends the same bytes again and again, until the client gives up. */
    static FakeAnswer endless(String contentType, byte[] bytes) {
        return exchange -> {
            exchange.begin(contentType);
            while (true) {
                exchange.chunk(bytes);
            }
        };
    }

    /** One event of a chat stream with this delta. */
    static String delta(ObjectNode delta) {
        ObjectNode event = JSON.createObjectNode().put("id", "c1").put("object", "chat.completion.chunk");
        event.putArray("choices").addObject().put("index", 0).set("delta", delta);
        return event.toString();
    }

    /** Bytes of one event of a chat stream that brings this text. */
    static byte[] textEvent(String piece) {
        String data = delta(JSON.createObjectNode().put("content", piece));
        return ("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8);
    }

    static byte[] littleEndian(short... samples) {
        ByteBuffer bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        return bytes.array();
    }

    private static void beginChat(FakeExchange exchange) throws IOException {
        exchange.begin(EVENTS);
        exchange.event(delta(JSON.createObjectNode().put("role", "assistant").put("content", "")));
    }

    private static void call(FakeExchange exchange, int index, Call call) throws IOException {
        ObjectNode first = part(index).put("id", call.id()).put("type", "function");
        first.putObject("function").put("name", call.name()).put("arguments", "");
        exchange.event(delta(toolCalls(first)));
        for (String piece : call.arguments()) {
            ObjectNode next = part(index);
            next.putObject("function").put("arguments", piece);
            exchange.event(delta(toolCalls(next)));
        }
    }

    private static ObjectNode part(int index) {
        return JSON.createObjectNode().put("index", index);
    }

    private static ObjectNode toolCalls(ObjectNode call) {
        ObjectNode delta = JSON.createObjectNode();
        ArrayNode calls = delta.putArray("tool_calls");
        calls.add(call);
        return delta;
    }

    private static void endChat(FakeExchange exchange, String reason) throws IOException {
        ObjectNode event = JSON.createObjectNode().put("id", "c1");
        event.putArray("choices")
                .addObject()
                .put("index", 0)
                .put("finish_reason", reason)
                .putObject("delta");
        exchange.event(event.toString());
        exchange.event("[DONE]");
        exchange.end();
    }

    private static byte[] bytes(ObjectNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }
}
