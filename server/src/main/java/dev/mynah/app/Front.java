package dev.mynah.app;

import dev.mynah.access.rate.Rate;
import dev.mynah.access.rate.Rates;
import dev.mynah.access.rate.RequestLimits;
import dev.mynah.api.ApiRoutes;
import dev.mynah.api.DeviceDoor;
import dev.mynah.api.vision.VisionEndpoint;
import dev.mynah.config.AddressRange;
import dev.mynah.config.RequestLimitSettings;
import dev.mynah.support.Scheduler;
import dev.mynah.transport.websocket.WebSocketEndpoint;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.net.InetAddress;
import java.util.List;

/**
 * Where the requests of every HTTP port go: to the voice channel, to the looker at photos, to the REST interface, or to the router of everything else.
 *
 * @param door that devices pass
 */
record Front(WebSocketEndpoint webSocket, VisionEndpoint vision, ApiRoutes api, Router router, DeviceDoor door)
        implements Handler<HttpServerRequest> {
    @Override
    public void handle(HttpServerRequest request) {
        String path = String.valueOf(request.path());
        if (path.equals("/xiaozhi/v1/") || path.equals("/xiaozhi/v1")) {
            if (door.opensForWebSocket(request)) {
                webSocket.handle(request);
            }
        } else if (VisionEndpoint.serves(path)) {
            vision.handle(request);
        } else if (ApiRoutes.serve(path)) {
            api.handle(request);
        } else if (!path.startsWith("/xiaozhi/ota") || door.opensForOta(request)) {
            router.handle(request);
        }
    }

    /** The same, telling browsers to come by TLS only from now on if that is asked for (RFC 6797). */
    Handler<HttpServerRequest> strict(boolean asked) {
        return asked
                ? request -> {
                    request.response().putHeader("Strict-Transport-Security", "max-age=31536000");
                    handle(request);
                }
                : this;
    }

    /** The configured limits. */
    static RequestLimits limits(RequestLimitSettings settings, Scheduler time, MeterRegistry metrics) {
        Rates rates = new Rates(
                rate(settings.ota()),
                rate(settings.otaDevice()),
                rate(settings.webSocket()),
                rate(settings.webSocketDevice()),
                rate(settings.rest()),
                rate(settings.restCaller()),
                rate(settings.login()));
        List<AddressRange> exempt = settings.exempt();
        return new RequestLimits(
                rates,
                settings.clients(),
                address -> exempt.stream().anyMatch(range -> range.contains(InetAddress.ofLiteral(address))),
                time::nanoTime,
                metrics);
    }

    private static Rate rate(RequestLimitSettings.Often often) {
        return new Rate(often.perMinute(), often.burst());
    }
}
