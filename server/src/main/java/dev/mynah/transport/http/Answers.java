package dev.mynah.transport.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;

/**
 * Answers that devices can read: a {@code Content-Length} in exactly this case and never chunks, because a device's client
 * compares the name case by case on some modems and takes a late chunk end for the end of all (firmware wire contract
 * §0.2).
 */
public final class Answers {
    private Answers() {}

    public static void json(HttpServerResponse response, int status, byte[] body) {
        send(response, status, "application/json", body);
    }

    public static void text(HttpServerResponse response, int status, String body) {
        send(response, status, "text/plain; charset=utf-8", body.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Asks a device to come again later.
     *
     * @param seconds after which it may
     */
    public static void later(HttpServerResponse response, long seconds) {
        if (!response.closed() && !response.ended()) {
            response.putHeader("Retry-After", Long.toString(seconds));
            text(response, 429, "Too many requests; come again in " + seconds + " s.\n");
        }
    }

    private static void send(HttpServerResponse response, int status, String type, byte[] body) {
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(status)
                .putHeader("Content-Type", type)
                .putHeader("Content-Length", Integer.toString(body.length))
                .end(Buffer.buffer(body));
    }
}
