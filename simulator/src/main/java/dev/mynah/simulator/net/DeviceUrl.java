package dev.mynah.simulator.net;

import java.util.Locale;

/**
 * A URL cut up the way the firmware does it (firmware wire contract §1.1, §4.1), which is not what a URL library does.
 *
 * @param path with the query, beginning with a slash
 */
record DeviceUrl(boolean tls, String host, int port, String path) {

    /** For HTTP: the port is looked for between host and path only. */
    static DeviceUrl http(String url) {
        int scheme = url.indexOf("://");
        if (scheme < 0) {
            throw new IllegalArgumentException("no scheme in " + url);
        }
        boolean tls = url.substring(0, scheme).toLowerCase(Locale.ROOT).equals("https");
        String rest = url.substring(scheme + 3);
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "/" : rest.substring(slash);
        int colon = authority.indexOf(':');
        int port = tls ? 443 : 80;
        return colon < 0
                ? new DeviceUrl(tls, authority, port, path)
                : new DeviceUrl(tls, authority.substring(0, colon), number(authority.substring(colon + 1)), path);
    }

    /** For WebSocket: the first colon after the scheme counts as the one before the port, wherever it is. */
    static DeviceUrl webSocket(String url) {
        int scheme = url.indexOf("://");
        if (scheme < 0) {
            throw new IllegalArgumentException("no scheme in " + url);
        }
        String name = url.substring(0, scheme);
        boolean tls = name.equals("wss") || name.equals("https");
        String rest = url.substring(scheme + 3);
        int colon = rest.indexOf(':');
        int slash = rest.indexOf('/');
        String path = slash < 0 ? "/" : rest.substring(slash);
        if (colon < 0) {
            return new DeviceUrl(tls, slash < 0 ? rest : rest.substring(0, slash), tls ? 443 : 80, path);
        }
        int end = slash < colon ? rest.length() : slash;
        return new DeviceUrl(tls, rest.substring(0, colon), number(rest.substring(colon + 1, end)), path);
    }

    /** For MQTT: bare, what is before the first colon is the host; without a port it is the one of TLS (§5.1). */
    static DeviceUrl mqtt(String endpoint) {
        int colon = endpoint.indexOf(':');
        int port = colon < 0 ? 8883 : number(endpoint.substring(colon + 1));
        return new DeviceUrl(port == 8883, colon < 0 ? endpoint : endpoint.substring(0, colon), port, "");
    }

    /** Leading digits, as the firmware's conversion takes them; none is what restarts a device. */
    private static int number(String text) {
        int end = 0;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        try {
            return Integer.parseInt(text.substring(0, end));
        } catch (NumberFormatException none) {
            throw new IllegalArgumentException("a device restarts over the port in '" + text + "'");
        }
    }
}
