package dev.mynah.api;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request. Immutable.
 *
 * @param id that this request goes by in answers and in the log
 * @param address of the client
 * @param secure whether the client reached the server by TLS, as far as trusted proxies tell
 */
record Received(
        String id,
        String method,
        String path,
        @Nullable String query,
        MultiMap headers,
        String address,
        boolean secure) {
    private static final Pattern COOKIE = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    static Received of(HttpServerRequest request, String id, ClientAddress addresses) {
        return new Received(
                id,
                request.method().name(),
                String.valueOf(request.path()),
                request.query(),
                MultiMap.caseInsensitiveMultiMap().addAll(request.headers()),
                addresses.of(request),
                addresses.secure(request));
    }

    List<String> all(String header) {
        return headers.getAll(header);
    }

    Optional<String> first(String header) {
        return Optional.ofNullable(headers.get(header));
    }

    /** Cookies by name; of one that is there twice the first, as browsers put the more specific one first. */
    Map<String, String> cookies() {
        Map<String, String> cookies = new LinkedHashMap<>();
        for (String header : all("Cookie")) {
            for (String pair : header.split(";")) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? "" : pair.substring(0, equals).strip();
                if (COOKIE.matcher(name).matches()) {
                    cookies.putIfAbsent(name, pair.substring(equals + 1).strip());
                }
            }
        }
        return cookies;
    }
}
