package dev.mynah.api;

import dev.mynah.error.ErrorCode;
import dev.mynah.error.RefusedException;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** Sends answers with the headers that every answer has. Thread-safe. */
final class Responses {
    private static final Map<String, String> ALWAYS = Map.of(
            "Cache-Control", "no-store",
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");

    private final InstantSource clock;

    Responses(InstantSource clock) {
        this.clock = clock;
    }

    /** From any thread. */
    void send(Context loop, HttpServerRequest request, String requestId, Answer answer) {
        if (answer.content() instanceof Answer.Content.Stream stream) {
            loop.runOnContext(now -> stream(loop, request, requestId, stream));
            return;
        }
        byte[] body =
                switch (answer.content()) {
                    case Answer.Content.Data data ->
                        Envelopes.success(data.tree(), data.message(), clock.instant(), requestId);
                    case Answer.Content.Raw raw -> raw.bytes();
                    case Answer.Content.Stream stream -> new byte[0];
                    case Answer.Content.None none -> new byte[0];
                };
        String type =
                switch (answer.content()) {
                    case Answer.Content.Data data -> "application/json";
                    case Answer.Content.Raw raw -> raw.mediaType();
                    case Answer.Content.Stream stream -> stream.mediaType();
                    case Answer.Content.None none -> "";
                };
        loop.runOnContext(now -> write(request, requestId, answer.status(), type, body, answer.headers()));
    }

    private static void stream(
            Context loop, HttpServerRequest request, String requestId, Answer.Content.Stream stream) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        response.putHeader("X-Request-Id", requestId).putHeader("Content-Type", stream.mediaType());
        ALWAYS.forEach(response::putHeader);
        // A proxy that collects before it passes on would keep everything back.
        response.putHeader("X-Accel-Buffering", "no").setChunked(true);
        if (request.method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            stream.begin().accept(new ResponseOutlet(loop, response));
        }
    }

    /** From any thread. */
    void refuse(Context loop, HttpServerRequest request, String requestId, RefusedException refused) {
        byte[] body = Envelopes.failure(refused, clock.instant(), requestId);
        List<Map.Entry<String, String>> headers =
                switch (refused.code()) {
                    case TOO_MANY_REQUESTS, UNAVAILABLE ->
                        List.of(Map.entry("Retry-After", String.valueOf(Refusals.retryAfter(refused))));
                    case UNAUTHENTICATED -> List.of(Map.entry("WWW-Authenticate", "Bearer realm=\"mynah\""));
                    case METHOD_NOT_ALLOWED -> List.of(Map.entry("Allow", allowed(refused)));
                    default -> List.of();
                };
        loop.runOnContext(now -> write(request, requestId, refused.code().status(), "application/json", body, headers));
    }

    /** The refusal of a method that the address does not take. */
    static RefusedException notTaken(String method, String allowed) {
        return new RefusedException(
                ErrorCode.METHOD_NOT_ALLOWED, "This address does not take " + method + ".", Map.of("allow", allowed));
    }

    private static String allowed(RefusedException refused) {
        return String.valueOf(refused.details().get("allow"));
    }

    private static void write(
            HttpServerRequest request,
            String requestId,
            int status,
            String type,
            byte[] body,
            List<Map.Entry<String, String>> headers) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(status).putHeader("X-Request-Id", requestId);
        ALWAYS.forEach((name, value) -> {
            if (headers.stream().noneMatch(own -> own.getKey().equalsIgnoreCase(name))) {
                response.putHeader(name, value);
            }
        });
        if (!type.isEmpty()) {
            response.putHeader("Content-Type", type);
        }
        headers.forEach(header -> {
            if (ALWAYS.containsKey(header.getKey())) {
                response.headers().remove(header.getKey());
            }
            response.headers().add(header.getKey(), header.getValue());
        });
        if (status != 204) {
            response.putHeader("Content-Length", String.valueOf(body.length));
        }
        if (!request.isEnded() && request.getHeader("Expect") != null) {
            // The client waits to be told to send its body, and now never will be.
            response.putHeader("Connection", "close");
        }
        if (request.method().equals(HttpMethod.HEAD) || body.length == 0) {
            response.end();
        } else {
            response.end(Buffer.buffer(body));
        }
        if (!request.isEnded()) {
            // What is still coming must go somewhere before the next request can be read.
            request.resume();
        }
    }
}
