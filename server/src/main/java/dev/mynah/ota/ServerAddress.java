package dev.mynah.ota;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a device reaches this server. The port is always written out, because a device takes the first colon after the
 * scheme for it wherever it stands (firmware wire contract §4.1).
 *
 * @param host an IPv4 address or a name; devices know no IPv6
 * @param path what a proxy puts before the server's own paths; empty, or begins with a slash and does not end with one
 */
public record ServerAddress(boolean secure, String host, int port, String path) {
    private static final Pattern HOST = Pattern.compile("([A-Za-z0-9._-]{1,253})(?::(\\d{1,5}))?");

    /** The address a request was sent to, from its {@code Host}; empty when no device could use it. */
    public static Optional<ServerAddress> ofHost(String hostHeader, boolean secure) {
        Matcher matcher = HOST.matcher(hostHeader.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String port = matcher.group(2);
        int number = port == null ? defaultPort(secure) : Integer.parseInt(port);
        return number < 1 || number > 65_535
                ? Optional.empty()
                : Optional.of(new ServerAddress(secure, matcher.group(1), number, ""));
    }

    /** The address an operator configured. */
    public static ServerAddress ofUrl(URI url) {
        boolean secure = "https".equalsIgnoreCase(url.getScheme());
        int port = url.getPort() < 0 ? defaultPort(secure) : url.getPort();
        return new ServerAddress(secure, url.getHost(), port, url.getPath().replaceAll("/+$", ""));
    }

    /** The voice channel's address as it goes into a device's flash. */
    public String webSocketUrl() {
        return (secure ? "wss://" : "ws://") + host + ":" + port + path + "/xiaozhi/v1/";
    }

    /** What stands before the server's own paths in an address of a file. */
    public String base() {
        return (secure ? "https://" : "http://") + host + ":" + port + path;
    }

    /** The address to enter into a device. */
    public String otaUrl() {
        return (secure ? "https://" : "http://") + host + ":" + port + path + "/xiaozhi/ota/";
    }

    /** Where people go with a code that a device shows. */
    public String dashboardUrl() {
        return (secure ? "https://" : "http://") + host + ":" + port + path + "/";
    }

    /** Whether it leads every machine to itself, so that no device finds the server by it. */
    public boolean onlyHere() {
        return host.equals("localhost") || host.startsWith("127.");
    }

    private static int defaultPort(boolean secure) {
        return secure ? 443 : 80;
    }
}
