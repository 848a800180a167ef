package dev.mynah.doctor;

import dev.mynah.config.HttpSettings;
import dev.mynah.config.RunFile;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which address to enter in a device. Devices know IPv4 and names only and do not reach this machine's loopback
 * (firmware wire contract §1.1).
 *
 * @param own addresses of this machine
 */
public record AddressCheck(HttpSettings http, Path data, List<InetAddress> own) implements Check {
    /** The address field of a device's set-up page holds no more (firmware wire contract §1.1). */
    private static final int LONGEST = 255;

    private static final Comparator<InetAddress> LIKELIEST =
            Comparator.comparing(InetAddress::isSiteLocalAddress).reversed();

    static AddressCheck ofMachine(HttpSettings http, Path data) {
        return new AddressCheck(http, data, ownAddresses());
    }

    /** The address of this machine that devices most likely reach, when the server listens there. */
    public static Optional<InetAddress> reachable(HttpSettings http) {
        return new AddressCheck(http, Path.of(""), ownAddresses()).reachable();
    }

    /** All addresses of this machine that devices may reach, the most likely first. */
    public static List<InetAddress> candidates(HttpSettings http) {
        return new AddressCheck(http, Path.of(""), ownAddresses())
                .likely()
                .sorted(LIKELIEST)
                .toList();
    }

    @Override
    public List<Finding> findings() {
        URI publicUrl = http.publicUrl();
        if (publicUrl != null) {
            return List.of(forPublic(publicUrl));
        }
        Optional<InetAddress> reachable = reachable();
        if (reachable.isEmpty()) {
            return List.of(Diagnosis.ADDRESS_NONE.found(Map.of("host", http.host())));
        }
        String url = "http://%s:%d/xiaozhi/ota/".formatted(reachable.get().getHostAddress(), port());
        return List.of(Diagnosis.ADDRESS_FINE.found(Map.of("url", url)));
    }

    private static Finding forPublic(URI publicUrl) {
        String url = publicUrl + (publicUrl.getPath().endsWith("/") ? "" : "/") + "xiaozhi/ota/";
        if (url.length() > LONGEST) {
            return Diagnosis.ADDRESS_TOO_LONG.found(Map.of("most", LONGEST));
        }
        boolean loopback =
                publicUrl.getHost().equals("localhost") || publicUrl.getHost().startsWith("127.");
        return loopback
                ? Diagnosis.ADDRESS_LOOPBACK.found(Map.of("url", publicUrl))
                : Diagnosis.ADDRESS_PUBLIC.found(Map.of("url", url));
    }

    /** The listening address itself, or for all addresses the one most likely in the devices' network. */
    private Optional<InetAddress> reachable() {
        return likely().min(LIKELIEST);
    }

    private Stream<InetAddress> likely() {
        return own.stream()
                .filter(address -> address instanceof Inet4Address)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .filter(address -> everywhere() || address.getHostAddress().equals(http.host()));
    }

    private boolean everywhere() {
        return http.host().equals("0.0.0.0") || http.host().equals("::");
    }

    private int port() {
        return Running.on(data).map(RunFile::http).orElse(http.ports()).getFirst();
    }

    private static List<InetAddress> ownAddresses() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(AddressCheck::up)
                    .flatMap(NetworkInterface::inetAddresses)
                    .toList();
        } catch (IOException noNetwork) {
            return List.of();
        }
    }

    private static boolean up(NetworkInterface network) {
        try {
            return network.isUp() && !network.isVirtual();
        } catch (IOException gone) {
            return false;
        }
    }
}
