package dev.mynah.api;

import dev.mynah.transport.http.Answers;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The REST interface before the router, which would change paths and answer broken ones in its own words; requests that come before it is ready wait for it. Thread-safe. */
public final class ApiRoutes {
    private final Vertx vertx;
    private final CompletableFuture<Api> api;

    public ApiRoutes(Vertx vertx, CompletableFuture<Api> api) {
        this.vertx = vertx;
        this.api = api;
    }

    /** Whether the path belongs to the REST interface, also when there is nothing at it. */
    public static boolean serve(@Nullable String path) {
        return path != null && (path.equals("/api") || path.startsWith("/api/"));
    }

    /** Answers a request; on its event loop. */
    public void handle(HttpServerRequest request) {
        if (api.state() == CompletableFuture.State.SUCCESS) {
            api.resultNow().handle(request);
            return;
        }
        Context loop = vertx.getOrCreateContext();
        request.pause();
        api.whenComplete((ready, failure) -> loop.runOnContext(now -> late(request, ready, failure)));
    }

    private static void late(HttpServerRequest request, @Nullable Api ready, @Nullable Throwable failure) {
        request.resume();
        if (ready == null || failure != null) {
            Answers.text(request.response(), 503, "The REST interface could not be started; the log says why.\n");
        } else {
            ready.handle(request);
        }
    }
}
