package dev.mynah.api;

import dev.mynah.config.HttpSettings;
import dev.mynah.ota.ServerAddress;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

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
        if (http.publicUrl() != null) {
            return Optional.of(ServerAddress.ofUrl(http.publicUrl()));
        }
        String host = request.getHeader("Host");
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
