package dev.mynah.api;

import dev.mynah.config.AddressRange;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Who sent a request, when proxies stand in between: the last address that no trusted proxy has. What stands before it in
 * {@code X-Forwarded-For} the client may have written itself. Thread-safe.
 */
public final class ClientAddress {
    private final List<AddressRange> proxies;

    /** @param proxies whose headers are believed */
    public ClientAddress(List<AddressRange> proxies) {
        this.proxies = List.copyOf(proxies);
    }

    /** The address as text, without a zone. */
    public String of(HttpServerRequest request) {
        InetAddress client = sender(request);
        List<String> hops = new ArrayList<>();
        for (String header : request.headers().getAll("X-Forwarded-For")) {
            hops.addAll(List.of(header.split(",")));
        }
        for (String hop : hops.reversed()) {
            if (!trusted(client)) {
                break;
            }
            try {
                client = literal(hop.strip());
            } catch (IllegalArgumentException notAnAddress) {
                break;
            }
        }
        return client.getHostAddress();
    }

    /** Whether the client spoke TLS with this server, or with a trusted proxy that says so. */
    public boolean secure(HttpServerRequest request) {
        String proto = request.getHeader("X-Forwarded-Proto");
        return (proto != null && viaProxy(request)) ? proto.equalsIgnoreCase("https") : request.isSSL();
    }

    /** Whether a trusted proxy passed the request on. */
    boolean viaProxy(HttpServerRequest request) {
        return trusted(sender(request));
    }

    private boolean trusted(InetAddress address) {
        return proxies.stream().anyMatch(proxy -> proxy.contains(address));
    }

    private static InetAddress sender(HttpServerRequest request) {
        return literal(request.remoteAddress().hostAddress());
    }

    /** Some proxies add a port, and IPv6 addresses then stand in brackets. */
    private static InetAddress literal(String text) {
        String address = text;
        if (text.startsWith("[") && text.indexOf(']') > 0) {
            address = text.substring(1, text.indexOf(']'));
        } else if (text.indexOf('.') > 0 && text.indexOf(':') > 0 && text.indexOf(':') == text.lastIndexOf(':')) {
            address = text.substring(0, text.indexOf(':'));
        }
        int zone = address.indexOf('%');
        return InetAddress.ofLiteral(zone < 0 ? address : address.substring(0, zone));
    }
}
