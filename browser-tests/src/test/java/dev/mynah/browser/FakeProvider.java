package dev.mynah.browser;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** A chat service that speaks the OpenAI wire and says one sentence, until it refuses every key. */
final class FakeProvider implements AutoCloseable {
    private final HttpServer server;
    private volatile boolean refuses;

    FakeProvider() throws IOException {
        this("Owls see at night.", "Incorrect API key provided");
    }

    /**
     * @param sentence what it says
     * @param refusal what it says once it refuses
     */
    FakeProvider(String sentence, String refusal) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/chat/completions", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] answer = (refuses
                            ? "{\"error\":{\"message\":\"" + refusal + "\"}}"
                            : event("{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + sentence + "\"}}]}")
                                    + event("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}")
                                    + event("[DONE]"))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", refuses ? "application/json" : "text/event-stream");
            exchange.sendResponseHeaders(refuses ? 401 : 200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    private static String event(String data) {
        return "data: " + data + "\n\n";
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    void refuse() {
        refuses = true;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
