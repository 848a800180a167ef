package dev.mynah.api;

import dev.mynah.config.HttpSettings;
import dev.mynah.ota.ServerAddress;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The address under which whoever sent a request reaches this server. Thread-safe. */
public final class PublicAddress {
    private final HttpSettings http;
    private final ClientAddress clients;

    public PublicAddress(HttpSettings http) {
        this.http = http;
        this.clients = new ClientAddress(http.trustedProxies());
    }

    /**
     * The configured address, else what a trusted proxy says it was asked for, else the request's Host; empty when it is
     * one no device could use.
     */
    public Optional<ServerAddress> of(HttpServerRequest request) {
        return of(request, request.getHeader("Host"));
    }

    /**
     * The same for the upgrade to a WebSocket. Firmware never writes the port into its Host, whatever it is (firmware wire
     * contract §4.1, C26), so it is taken to be that of the connection, unless a trusted proxy stands between.
     */
    public Optional<ServerAddress> ofUpgrade(HttpServerRequest request) {
        String host = request.getHeader("Host");
        return of(
                request,
                host != null && leavesPortOut(request, host)
                        ? host.strip() + ":" + request.localAddress().port()
                        : host);
    }

    private boolean leavesPortOut(HttpServerRequest request, String host) {
        return request.getHeader("Protocol-Version") != null && host.indexOf(':') < 0 && !clients.viaProxy(request);
    }

    private Optional<ServerAddress> of(HttpServerRequest request, @Nullable String named) {
        if (http.publicUrl() != null) {
            return Optional.of(ServerAddress.ofUrl(http.publicUrl()));
        }
        String host = named;
        boolean secure = request.isSSL();
        if (clients.viaProxy(request)) {
            String forwardedHost = request.getHeader("X-Forwarded-Host");
            String forwardedScheme = request.getHeader("X-Forwarded-Proto");
            host = forwardedHost == null ? host : forwardedHost;
            secure = forwardedScheme == null ? secure : forwardedScheme.equalsIgnoreCase("https");
        }
        return host == null ? Optional.empty() : ServerAddress.ofHost(host, secure);
    }
}
