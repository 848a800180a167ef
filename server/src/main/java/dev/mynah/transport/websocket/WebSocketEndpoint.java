package dev.mynah.transport.websocket;

import dev.mynah.session.Sessions;
import dev.mynah.transport.http.Answers;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Upgrades device requests to WebSockets (firmware wire contract §4.1). A device that is not wanted is refused here, at the
 * upgrade: closing without a hello would freeze it for ten seconds. Thread-safe.
 */
public final class WebSocketEndpoint implements Handler<HttpServerRequest> {
    private static final Logger log = LoggerFactory.getLogger(WebSocketEndpoint.class);

    private final Vertx vertx;
    private final Sessions sessions;
    private final Duration helloTimeout;

    public WebSocketEndpoint(Vertx vertx, Sessions sessions, Duration helloTimeout) {
        this.vertx = vertx;
        this.sessions = sessions;
        this.helloTimeout = helloTimeout;
    }

    @Override
    public void handle(HttpServerRequest request) {
        if (!asksForWebSocket(request)) {
            Answers.text(
                    request.response(), 426, "This address speaks WebSocket; a browser page cannot be shown here.\n");
            return;
        }
        switch (sessions.admit(request.getHeader("Device-Id"))) {
            case Sessions.Admission.Refused refused -> refuse(request, refused);
            case Sessions.Admission.Admitted admitted ->
                request.toWebSocket()
                        .onSuccess(socket -> new WebSocketConnection(
                                        socket,
                                        admitted.device(),
                                        version(request.getHeader("Protocol-Version")),
                                        sessions)
                                .start(vertx, helloTimeout))
                        .onFailure(failure -> log.debug("An upgrade failed: {}", failure.toString()));
        }
    }

    private static void refuse(HttpServerRequest request, Sessions.Admission.Refused refused) {
        log.info("WebSocket refused from {}: {}", request.remoteAddress(), refused.reason());
        Answers.text(request.response(), refused.status(), refused.reason() + "\n");
    }

    private static boolean asksForWebSocket(HttpServerRequest request) {
        String upgrade = request.getHeader("Upgrade");
        return upgrade != null && upgrade.toLowerCase(Locale.ROOT).contains("websocket");
    }

    private static int version(@Nullable String header) {
        return header != null && header.matches("\\d{1,9}") ? Integer.parseInt(header) : 1;
    }
}
