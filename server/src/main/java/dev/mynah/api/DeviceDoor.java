package dev.mynah.api;

import dev.mynah.access.rate.RequestLimits;
import dev.mynah.transport.http.Answers;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/** Lets in requests of devices that do not come too often. Thread-safe. */
public final class DeviceDoor {
    private static final int LONGEST_ID = 64;

    private final RequestLimits limits;
    private final ClientAddress addresses;

    public DeviceDoor(RequestLimits limits, ClientAddress addresses) {
        this.limits = limits;
        this.addresses = addresses;
    }

    /** Whether a configuration request or activation may go on; if not, it has been answered. */
    public boolean opensForOta(HttpServerRequest request) {
        return opens(request, limits.ota(addresses.of(request), device(request)));
    }

    /** Whether a WebSocket connection may be made; if not, it has been answered. */
    public boolean opensForWebSocket(HttpServerRequest request) {
        return opens(request, limits.upgrade(addresses.of(request), device(request)));
    }

    private static boolean opens(HttpServerRequest request, Duration wait) {
        if (wait.isPositive()) {
            Answers.later(request.response(), Refusals.seconds(wait));
        }
        return wait.isZero();
    }

    private static String device(HttpServerRequest request) {
        String id = request.getHeader("Device-Id");
        return id == null ? "" : id.substring(0, Math.min(id.length(), LONGEST_ID));
    }
}
