package dev.mynah.api;

import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * What goes for bodies that are taken as they come, such as files, which may take longer than a request otherwise may.
 *
 * @param stall longest time in which nothing comes
 * @param begun told of each such request, so that nobody else ends it; on its event loop
 */
public record SlowBodies(Duration stall, Consumer<HttpServerRequest> begun) {}
