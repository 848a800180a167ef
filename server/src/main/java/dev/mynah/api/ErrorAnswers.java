package dev.mynah.api;

import dev.mynah.transport.http.Answers;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers for requests that no resource answers, in a form devices can read. Stateless. */
public final class ErrorAnswers {
    private static final Logger log = LoggerFactory.getLogger(ErrorAnswers.class);

    private ErrorAnswers() {}

    /** Adds them; after all routes. */
    public static void mount(Router router) {
        for (int status : List.of(400, 404, 405, 406, 408, 413, 414, 415, 500, 501)) {
            router.errorHandler(status, ErrorAnswers::explain);
        }
        router.route().last().failureHandler(ErrorAnswers::unlessNobodyListens);
    }

    /** A connection that broke in the middle of a request is no fault of the server and needs no answer. */
    private static void unlessNobodyListens(RoutingContext context) {
        if (context.response().closed()) {
            log.debug("A request broke off: {}", String.valueOf(context.failure()));
        } else {
            context.next();
        }
    }

    private static void explain(RoutingContext context) {
        int status = Math.max(400, context.statusCode());
        if (status >= 500) {
            log.error("A request failed", context.failure());
        }
        if (status == 413) {
            // Nobody wants to read the rest.
            context.response().putHeader("Connection", "close");
        }
        Answers.text(context.response(), status, words(context, status) + "\n");
    }

    private static String words(RoutingContext context, int status) {
        return switch (status) {
            case 404 -> "There is nothing at " + context.request().path();
            case 405 -> "This address does not take " + context.request().method();
            case 413 -> "That is more than this address takes";
            case 500 -> "The server failed to answer; its log says why";
            default -> "The server does not understand this request";
        };
    }
}
