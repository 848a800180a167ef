package dev.mynah.transport.websocket;

import dev.mynah.session.SessionEnd;
import dev.mynah.session.Sessions;
import dev.mynah.session.TextChannel;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A WebSocket for a dialect of texts. Thread-safe. */
final class WebSocketTextChannel implements TextChannel {
    /** Messages in a row that found the socket full before its reader is given up. */
    private static final int MAX_UNREAD = 32;

    private static final Duration CLOSING = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Context context;
    private final ServerWebSocket socket;
    private final WebSocketMessages messages;
    private final String base;
    private final Sessions.Place place;
    private volatile boolean known;
    private final AtomicInteger unread = new AtomicInteger();
    private final AtomicReference<@Nullable SessionEnd> closed = new AtomicReference<>();

    /**
     * @param context the socket's event loop
     * @param place given back once it is known who is there
     */
    WebSocketTextChannel(
            Vertx vertx,
            Context context,
            ServerWebSocket socket,
            WebSocketMessages messages,
            String base,
            Sessions.Place place) {
        this.vertx = vertx;
        this.context = context;
        this.socket = socket;
        this.messages = messages;
        this.base = base;
        this.place = place;
    }

    @Override
    public String transport() {
        return "json";
    }

    @Override
    public String base() {
        return base;
    }

    @Override
    public void identified(int maxBytes) {
        known = true;
        context.runOnContext(now -> {
            place.leave();
            if (!socket.isClosed()) {
                messages.allow(maxBytes);
            }
        });
    }

    /** Whether it is known who is at the other end. */
    boolean known() {
        return known;
    }

    @Override
    public void send(String text) {
        if (closed.get() != null || socket.isClosed()) {
            return;
        }
        if (!socket.writeQueueFull()) {
            unread.setRelease(0);
        } else if (unread.incrementAndGet() > MAX_UNREAD) {
            close(SessionEnd.CONGESTED);
            return;
        }
        // From the event loop, so that what was allowed before counts before this is answered.
        context.runOnContext(now -> socket.writeTextMessage(text));
    }

    @Override
    public void close(SessionEnd reason) {
        if (!socket.isClosed() && closed.compareAndSet(null, reason)) {
            context.runOnContext(now -> {
                socket.close(WebSocketLink.code(reason), reason.label());
                vertx.setTimer(CLOSING.toMillis(), late -> ((WebSocketInternal) socket)
                        .channelHandlerContext()
                        .close());
            });
        }
    }

    /** Why this side closed the channel; empty when it did not. */
    Optional<SessionEnd> closedFor() {
        return Optional.ofNullable(closed.get());
    }
}
