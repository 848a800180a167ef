package dev.mynah.config;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A broker that is not ours. Immutable.
 *
 * @param url with the scheme {@code mqtt} or {@code mqtts}
 * @param username of this server; empty for none
 * @param password of this server; null for none
 * @param clientId of this server
 * @param deviceEndpoint {@code host:port} where devices reach it; null for that of the URL
 * @param deviceUsername that devices are given; empty for the documented credential
 * @param devicePassword that devices are given with it; null for none
 */
public record ExternalBrokerSettings(
        URI url,
        String username,
        @Nullable Secret password,
        String clientId,
        @Nullable String deviceEndpoint,
        String deviceUsername,
        @Nullable Secret devicePassword) {
    private static final int PLAIN = 1883;
    private static final int TLS = 8883;

    public boolean tls() {
        return url.getScheme().equalsIgnoreCase("mqtts");
    }

    public int port() {
        return url.getPort() >= 0 ? url.getPort() : tls() ? TLS : PLAIN;
    }

    /** What devices are told. */
    public String endpoint() {
        return deviceEndpoint == null ? url.getHost() + ":" + port() : deviceEndpoint;
    }
}
