package dev.mynah.api.vision;

import dev.mynah.vision.SightOutcome;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/**
 * One request and its answer. The connection ends with it. Confined to the connection's event loop.
 *
 * <p>Whoever is answered before the whole body has come gets the complete answer at once, and then a little patience: closing
 * a socket in which something is unread makes the system reset it, and the device might lose the answer.
 */
final class PhotoExchange {
    /** Largest body, whatever is in it; a camera's picture has some 20 to 200 kB. */
    static final int LARGEST_BODY = 2 << 20;

    private static final int PATIENCE_MILLIS = 2_000;

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final Context context;
    private long timer;
    private long discarded;
    private boolean answered;
    private Runnable abandon = () -> {};

    /** @param patience for the whole request */
    PhotoExchange(Vertx vertx, HttpServerRequest request, Duration patience) {
        this.vertx = vertx;
        this.request = request;
        this.response = request.response();
        this.context = vertx.getOrCreateContext();
        this.timer = vertx.setTimer(patience.toMillis(), late -> tooSlow());
        response.closeHandler(gone -> vertx.cancelTimer(timer));
    }

    private void tooSlow() {
        abandon.run();
        refuse(408, "too_slow", "The photo took too long to come.");
    }

    /** What to do when the body does not come in time, or the device goes away before its answer. */
    void whenAbandoned(Runnable task) {
        abandon = task;
        response.closeHandler(gone -> {
            vertx.cancelTimer(timer);
            task.run();
        });
    }

    /** Whether its Content-Length is more than may be; chunked bodies announce nothing. */
    boolean announcesTooMuch() {
        String length = request.getHeader("Content-Length");
        return length != null && (!length.matches("\\d{1,9}") || Integer.parseInt(length) > LARGEST_BODY);
    }

    void tooLarge() {
        refuse(413, "too_large", "A photo may have %d bytes, with all that is around it.".formatted(LARGEST_BODY));
    }

    /** The body has come: whoever answers now may take the time that takes. */
    void received() {
        vertx.cancelTimer(timer);
    }

    /** On the connection's event loop. */
    void later(Runnable task) {
        context.runOnContext(now -> task.run());
    }

    /** Answers a complete request. */
    void answer(SightOutcome outcome) {
        send(200, VisionAnswers.of(outcome));
        end();
    }

    /** Answers in the words of a tool before the body has come. */
    void answerEarly(SightOutcome outcome) {
        send(200, VisionAnswers.of(outcome));
        discardTheRest();
    }

    /** Says what is wrong with the request, whether or not all of it has come. */
    void refuse(int status, String code, String message) {
        send(status, VisionAnswers.failure(code, message));
        discardTheRest();
    }

    private void send(int status, byte[] body) {
        if (answered || response.closed()) {
            return;
        }
        answered = true;
        vertx.cancelTimer(timer);
        response.setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .putHeader("Content-Length", Integer.toString(body.length))
                .putHeader("Connection", "close");
        response.write(Buffer.buffer(body));
    }

    private void discardTheRest() {
        if (request.isEnded() || response.closed()) {
            end();
            return;
        }
        timer = vertx.setTimer(PATIENCE_MILLIS, over -> end());
        request.handler(rest -> {
            discarded += rest.length();
            if (discarded > LARGEST_BODY) {
                end();
            }
        });
        request.endHandler(complete -> end());
        request.exceptionHandler(broken -> end());
    }

    private void end() {
        vertx.cancelTimer(timer);
        if (!response.ended() && !response.closed()) {
            response.end();
        }
        request.connection().close();
    }
}
