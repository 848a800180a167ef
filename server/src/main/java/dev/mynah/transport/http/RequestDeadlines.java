package dev.mynah.transport.http;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Drops connections that keep the server waiting: each whole request, head and body, must come within a time of the
 * connection or of the request before it. While the server itself is at work on an answer nothing is dropped. Thread-safe.
 */
public final class RequestDeadlines {
    private final Vertx vertx;
    private final long millis;
    private final Map<HttpConnection, Watch> watched = new ConcurrentHashMap<>();

    /** @param patience for one whole request */
    public RequestDeadlines(Vertx vertx, Duration patience) {
        this.vertx = vertx;
        this.millis = patience.toMillis();
    }

    /** Leaves a connection alone from now on: it became a WebSocket, or gets a long download. */
    public void release(HttpConnection connection) {
        Watch watch = watched.remove(connection);
        if (watch != null) {
            vertx.cancelTimer(watch.timer);
        }
    }

    /**
     * Leaves a request alone until it is answered, because whoever reads its body looks after the time. To be called on the
     * request's event loop.
     */
    public void leave(HttpServerRequest request) {
        Watch watch = watched.get(request.connection());
        if (watch != null) {
            watch.left = request;
        }
    }

    void opened(HttpConnection connection) {
        Watch watch = new Watch(connection);
        watched.put(connection, watch);
        watch.arm();
        connection.closeHandler(closed -> release(connection));
    }

    void requestCame(HttpServerRequest request) {
        Watch watch = watched.get(request.connection());
        if (watch != null) {
            vertx.cancelTimer(watch.timer);
            watch.request = request;
            watch.arm();
        }
    }

    /** One connection; confined to its event loop. */
    private final class Watch {
        private final HttpConnection connection;
        private @Nullable HttpServerRequest request;
        private @Nullable HttpServerRequest left;
        private long timer;

        private Watch(HttpConnection connection) {
            this.connection = connection;
        }

        private void arm() {
            timer = vertx.setTimer(millis, late -> timeIsUp());
        }

        private void timeIsUp() {
            HttpServerRequest last = request;
            if (last != null && last.isEnded() && !last.response().ended()) {
                arm();
            } else if (last != null && last == left) {
                // After the answer the client gets time to read it, though what it still sends is dropped.
                left = last.response().ended() ? null : last;
                arm();
            } else if (watched.remove(connection) != null) {
                connection.close();
            }
        }
    }
}
