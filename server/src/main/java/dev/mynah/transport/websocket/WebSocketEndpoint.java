package dev.mynah.transport.websocket;

import dev.mynah.session.ChannelTickets;
import dev.mynah.session.Knock;
import dev.mynah.session.Sessions;
import dev.mynah.transport.http.Answers;
import dev.mynah.transport.http.RequestDeadlines;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.Locale;
import java.util.function.Function;
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
    private final Conversations conversations;
    private final ChannelTickets tickets;
    private final Function<HttpServerRequest, String> base;
    private final RequestDeadlines deadlines;

    /**
     * @param tickets take the place of headers for browsers
     * @param base where a request has reached this server, such as {@code http://192.168.1.5:8000}
     * @param deadlines no longer hold for a connection once it is upgraded
     */
    public WebSocketEndpoint(
            Vertx vertx,
            Conversations conversations,
            ChannelTickets tickets,
            Function<HttpServerRequest, String> base,
            RequestDeadlines deadlines) {
        this.deadlines = deadlines;
        this.vertx = vertx;
        this.conversations = conversations;
        this.tickets = tickets;
        this.base = base;
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
        switch (admission(request)) {
            case Sessions.Admission.Refused refused -> refuse(request, refused);
            case Sessions.Admission.Admitted admitted -> upgrade(request, admitted, admitted.place());
            case Sessions.Admission.Unidentified stranger -> upgrade(request, null, stranger.place());
        }
    }

    /**
     * A page in a browser can send no headers of its own, so it says with its first message who it is. A device's firmware
     * always sends them; one that does not is better refused here.
     */
    private Sessions.Admission admission(HttpServerRequest request) {
        String ticket = request.getParam("ticket");
        if (ticket != null) {
            return tickets.redeem(ticket)
                    .map(good -> conversations
                            .sessions()
                            .admit(new Knock(good.device().mac(), good.clientId(), new Knock.CheckedByWire())))
                    .orElseGet(() -> new Sessions.Admission.Refused(401, "This ticket is used up; ask for another"));
        }
        String device = request.getHeader("Device-Id");
        boolean plain = device == null && request.getHeader("Protocol-Version") == null;
        return plain
                ? conversations.sessions().admitUnidentified()
                : conversations
                        .sessions()
                        .admit(Knock.atUpgrade(
                                device, request.getHeader("Client-Id"), request.getHeader("Authorization")));
    }

    private void upgrade(
            HttpServerRequest request, Sessions.Admission.@Nullable Admitted admitted, Sessions.Place place) {
        WebSocketConnection.Opening opening =
                new WebSocketConnection.Opening(version(request.getHeader("Protocol-Version")), base.apply(request));
        deadlines.release(request.connection());
        request.toWebSocket()
                .onSuccess(socket ->
                        new WebSocketConnection(vertx, socket, admitted, place, opening, conversations).start())
                .onFailure(failure -> {
                    place.leave();
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
