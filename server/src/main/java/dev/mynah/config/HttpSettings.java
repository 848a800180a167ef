package dev.mynah.config;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the server listens. Immutable.
 *
 * @param host address to listen on
 * @param ports all serve the same; 0 stands for any free port
 * @param publicUrl how devices reach the server; null to go by the Host header of each request
 * @param trustedProxies whose X-Forwarded headers are believed
 * @param tls on further ports; null for none
 */
public record HttpSettings(
        String host,
        List<Integer> ports,
        @Nullable URI publicUrl,
        List<AddressRange> trustedProxies,
        @Nullable TlsSettings tls) {
    public HttpSettings {
        ports = List.copyOf(ports);
        trustedProxies = List.copyOf(trustedProxies);
    }
}
