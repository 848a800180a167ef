package dev.mynah.api;

import dev.mynah.transport.http.Answers;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.ext.web.Router;
import java.util.function.BooleanSupplier;

/** {@code /health/live}, {@code /health/ready} and {@code /metrics} for whoever operates the server. Thread-safe. */
public final class OperationsResource {
    private final PrometheusMeterRegistry metrics;
    private final BooleanSupplier ready;

    /** @param ready whether devices can be served */
    public OperationsResource(PrometheusMeterRegistry metrics, BooleanSupplier ready) {
        this.metrics = metrics;
        this.ready = ready;
    }

    /** Adds the routes. */
    public void mount(Router router) {
        router.get("/health/live").handler(context -> Answers.text(context.response(), 200, "live\n"));
        router.get("/health/ready").handler(context -> {
            boolean now = ready.getAsBoolean();
            Answers.text(context.response(), now ? 200 : 503, now ? "ready\n" : "starting or stopping\n");
        });
        router.get("/metrics").handler(context -> Answers.text(context.response(), 200, metrics.scrape()));
    }
}
