package dev.mynah.api;

import dev.mynah.observability.Readiness;
import dev.mynah.transport.http.Answers;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code /health/live}, {@code /health/ready} and {@code /metrics} for whoever operates the server. Thread-safe. */
public final class OperationsResource {
    private final PrometheusMeterRegistry metrics;
    private final Readiness readiness;

    public OperationsResource(PrometheusMeterRegistry metrics, Readiness readiness) {
        this.metrics = metrics;
        this.readiness = readiness;
    }

    /** Adds the routes. */
    public void mount(Router router) {
        router.get("/health/live").handler(context -> Answers.text(context.response(), 200, "live\n"));
        router.get("/health/ready").handler(this::ready);
        router.get("/metrics").handler(context -> Answers.text(context.response(), 200, metrics.scrape()));
    }

    private void ready(RoutingContext context) {
        Context loop = context.vertx().getOrCreateContext();
        readiness.troubles().thenAccept(troubles -> loop.runOnContext(now -> answer(context.response(), troubles)));
    }

    private static void answer(HttpServerResponse response, List<String> troubles) {
        if (troubles.isEmpty()) {
            Answers.text(response, 200, "ready\n");
        } else {
            Answers.text(response, 503, String.join("\n", troubles) + "\n");
        }
    }
}
