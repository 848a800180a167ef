package dev.mynah.transport.websocket;

import dev.mynah.session.Knock;
import dev.mynah.session.Sessions;
import dev.mynah.transport.http.Answers;
import dev.mynah.transport.http.RequestDeadlines;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
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
    private final RequestDeadlines deadlines;

    /** @param deadlines no longer hold for a connection once it is upgraded */
    public WebSocketEndpoint(Vertx vertx, Sessions sessions, Duration helloTimeout, RequestDeadlines deadlines) {
        this.deadlines = deadlines;
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
        if (!isHandshake(request)) {
            Answers.text(request.response(), 400, "This is no WebSocket handshake of version 13.\n");
            return;
        }
        Knock knock = Knock.atUpgrade(
                request.getHeader("Device-Id"), request.getHeader("Client-Id"), request.getHeader("Authorization"));
        switch (sessions.admit(knock)) {
            case Sessions.Admission.Refused refused -> refuse(request, refused);
            case Sessions.Admission.Admitted admitted -> upgrade(request, admitted);
        }
    }

    private void upgrade(HttpServerRequest request, Sessions.Admission.Admitted admitted) {
        int version = version(request.getHeader("Protocol-Version"));
        deadlines.release(request.connection());
        request.toWebSocket()
                .onSuccess(socket ->
                        new WebSocketConnection(vertx, socket, admitted, version, sessions).start(helloTimeout))
                .onFailure(failure -> {
                    admitted.place().leave();
                    request.connection().close();
                    log.debug("An upgrade failed: {}", failure.toString());
                });
    }

    private static void refuse(HttpServerRequest request, Sessions.Admission.Refused refused) {
        log.info("WebSocket refused from {}: {}", request.remoteAddress(), refused.reason());
        Answers.text(request.response(), refused.status(), refused.reason() + "\n");
    }

    private static boolean asksForWebSocket(HttpServerRequest request) {
        String upgrade = request.getHeader("Upgrade");
        return upgrade != null && upgrade.toLowerCase(Locale.ROOT).contains("websocket");
    }

    /** What RFC 6455 §4.2.1 asks of the rest of the head; the answer to less than that would not be ours. */
    private static boolean isHandshake(HttpServerRequest request) {
        String connection = request.getHeader("Connection");
        String key = request.getHeader("Sec-WebSocket-Key");
        return request.method().equals(HttpMethod.GET)
                && request.version() == HttpVersion.HTTP_1_1
                && connection != null
                && connection.toLowerCase(Locale.ROOT).contains("upgrade")
                && key != null
                && key.matches("[A-Za-z0-9+/]{22}==")
                && "13".equals(request.getHeader("Sec-WebSocket-Version"));
    }

    private static int version(@Nullable String header) {
        return header != null && header.matches("\\d{1,9}") ? Integer.parseInt(header) : 1;
    }
}
